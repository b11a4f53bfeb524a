#pragma once

#include "ui/workflows/commit_presenter.h"
#include "widgets/kit/dialog_frame.h"

class QLineEdit;
class QListWidget;

namespace slipway {

// The nodes of a workflow that differ from their last version, with a tick each, and one comment for all.
class CommitNodesDialog : public DialogFrame
{
    Q_OBJECT

public:
    // `chosen` are ticked at first; all when it is empty.
    CommitNodesDialog(WorkflowsBackend &workflows, const QList<NodeDraft> &changed, const QList<FileId> &chosen,
                      QWidget *parent);

private:
    void check();
    void commit();
    void commitTicked(bool manyInstances);
    void markRow(FileId file, const QString &text);
    QList<FileId> ticked() const;

    CommitPresenter m_presenter;
    QList<NodeDraft> m_changed;
    QListWidget *m_list;
    QLineEdit *m_comment;
};

} // namespace slipway
