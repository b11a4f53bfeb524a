#pragma once

#include "models/backend/workflows_backend.h"

#include <QObject>

namespace slipway {

// Commits several drafts, one after the other, parents first as they are listed. One that fails does not stop the
// others; what failed can be tried again.
class CommitPresenter : public QObject
{
    Q_OBJECT

public:
    explicit CommitPresenter(WorkflowsBackend &workflows, QObject *parent = nullptr);

    bool isRunning() const { return !m_left.isEmpty(); }
    // `manyInstances`: a person has confirmed more of them a day than are usual.
    void commit(const QList<FileId> &files, const QString &comment, bool manyInstances = false);

signals:
    void committed(slipway::FileId file, const slipway::NodeVersion &version);
    void failed(slipway::FileId file, const slipway::Error &error);
    void finished(int committed, int failed);

private:
    void next();

    WorkflowsBackend &m_workflows;
    QList<FileId> m_left;
    QString m_comment;
    bool m_manyInstances = false;
    int m_committed = 0;
    int m_failed = 0;
};

} // namespace slipway
