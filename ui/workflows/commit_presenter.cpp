#include "ui/workflows/commit_presenter.h"

namespace slipway {

CommitPresenter::CommitPresenter(WorkflowsBackend &workflows, QObject *parent) : QObject(parent), m_workflows(workflows)
{
}

void CommitPresenter::commit(const QList<FileId> &files, const QString &comment, bool manyInstances)
{
    if (isRunning() || files.isEmpty())
        return;
    m_left = files;
    m_comment = comment;
    m_manyInstances = manyInstances;
    m_committed = m_failed = 0;
    next();
}

void CommitPresenter::next()
{
    if (m_left.isEmpty()) {
        emit finished(m_committed, m_failed);
        return;
    }
    const FileId file = m_left.first();
    m_workflows.commit(file, m_comment, m_manyInstances).then(this, [this, file](const Outcome<NodeVersion> &answer) {
        m_left.removeFirst();
        if (answer.ok()) {
            ++m_committed;
            emit committed(file, *answer);
        } else {
            ++m_failed;
            emit failed(file, answer.failed() ? answer.error() : Error::unavailable(tr("The request was cancelled.")));
        }
        next();
    });
}

} // namespace slipway
