#pragma once

#include "models/domain/instant.h"
#include "models/domain/outcome.h"
#include "models/items/roles.h"
#include "models/items/target.h"

#include <QAbstractListModel>
#include <QList>

namespace slipway {

// Something went wrong that nobody is waiting for. Repeats of one id merge and count; it leaves with its cause.
struct Issue
{
    QString id;    // stable, e.g. "engine.gateway", "instance.4711"
    QString title; // one line: what
    Error error;   // why, and what to do
    Target target; // where to look; monostate: nowhere
    int count = 1;
    Instant lastSeen;
};

// The issues list behind the status bar's counter. Newest first.
class IssuesModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Roles { DetailRole = FirstFreeRole, CountRole, IdRole };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    void report(const QString &id, const QString &title, const Error &error, const Target &target, Instant now);
    // The cause is gone, or somebody dismissed it.
    void resolve(const QString &id);
    // All whose id begins with `prefix`.
    void resolveAll(const QString &prefix);
    const Issue *issueAt(const QModelIndex &index) const;

signals:
    void countChanged(int count);

private:
    int rowOf(const QString &id) const;

    QList<Issue> m_issues;
};

} // namespace slipway
