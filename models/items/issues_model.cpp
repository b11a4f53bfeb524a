#include "models/items/issues_model.h"

#include <algorithm>

namespace slipway {

int IssuesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_issues.size());
}

QVariant IssuesModel::data(const QModelIndex &index, int role) const
{
    const Issue *issue = issueAt(index);
    if (!issue)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return issue->title;
    case DetailRole:
        return issue->error.message;
    case Qt::ToolTipRole:
        return issue->error.detail.isEmpty() ? issue->error.message : issue->error.detail;
    case CountRole:
        return issue->count;
    case IdRole:
        return issue->id;
    case InstantRole:
        return toMillis(issue->lastSeen);
    default:
        return {};
    }
}

void IssuesModel::report(const QString &id, const QString &title, const Error &error, const Target &target, Instant now)
{
    if (const int row = rowOf(id); row >= 0) {
        Issue &issue = m_issues[row];
        issue = {id, title, error, target, issue.count + 1, now};
        emit dataChanged(index(row), index(row));
        return;
    }
    beginInsertRows({}, 0, 0);
    m_issues.prepend({id, title, error, target, 1, now});
    endInsertRows();
    emit countChanged(int(m_issues.size()));
}

void IssuesModel::resolve(const QString &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_issues.removeAt(row);
    endRemoveRows();
    emit countChanged(int(m_issues.size()));
}

void IssuesModel::resolveAll(const QString &prefix)
{
    QStringList ids;
    for (const Issue &issue : std::as_const(m_issues)) {
        if (issue.id.startsWith(prefix))
            ids.append(issue.id);
    }
    for (const QString &id : std::as_const(ids))
        resolve(id);
}

const Issue *IssuesModel::issueAt(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_issues.size() ? &m_issues.at(index.row()) : nullptr;
}

int IssuesModel::rowOf(const QString &id) const
{
    const auto found =
        std::find_if(m_issues.begin(), m_issues.end(), [&id](const Issue &issue) { return issue.id == id; });
    return found == m_issues.end() ? -1 : int(found - m_issues.begin());
}

} // namespace slipway
