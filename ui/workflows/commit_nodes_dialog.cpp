#include "ui/workflows/commit_nodes_dialog.h"

#include "ui/schedules/many_instances_dialog.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/form.h"
#include "widgets/kit/icons.h"
#include "widgets/kit/message_bar.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway {
namespace {

constexpr int shownRows = 7;
constexpr int commentLimit = 1024;

} // namespace

CommitNodesDialog::CommitNodesDialog(WorkflowsBackend &workflows, const QList<NodeDraft> &changed,
                                     const QList<FileId> &chosen, QWidget *parent)
    : DialogFrame(tr("Commit"), parent),
      m_presenter(workflows),
      m_changed(changed),
      m_list(new QListWidget(this)),
      m_comment(new QLineEdit(this))
{
    setObjectName(u"commitDialog"_s);
    setMinimumWidth(480);
    setExplanation(tr("A commit makes a new version of each node. The schedule runs committed versions only."));
    m_list->setObjectName(u"commitNodes"_s);
    m_list->setAccessibleName(tr("Changed nodes"));
    for (const NodeDraft &draft : changed) {
        const QString mark = draft.latestVersion == 0 ? tr("new") : tr("changed since V%1").arg(draft.latestVersion);
        auto *item = new QListWidgetItem(icon(draft.kind == NodeKind::ZeroLoad ? Icon::ZeroLoad : Icon::Shell),
                                         u"%1   %2"_s.arg(draft.name, mark), m_list);
        item->setData(Qt::UserRole, draft.id.value());
        item->setData(Qt::UserRole + 1, draft.name);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(chosen.isEmpty() || chosen.contains(draft.id) ? Qt::Checked : Qt::Unchecked);
        item->setSizeHint({0, metric::row});
    }
    m_list->setFixedHeight(metric::row * std::clamp(int(changed.size()), 2, shownRows) + spacing::s);
    m_comment->setObjectName(u"commitComment"_s);
    m_comment->setMaxLength(commentLimit);
    auto *form = new Form(this);
    form->addField(u"Nodes"_s, tr("Nodes"), m_list);
    form->addField(u"Comment"_s, tr("Comment"), m_comment, tr("What changed, for the list of versions."));
    setContent(form);
    setPrimary(tr("Commit"), u"commitDialogCommit"_s);
    connect(m_list, &QListWidget::itemChanged, this, &CommitNodesDialog::check);
    connect(this, &DialogFrame::submitted, this, &CommitNodesDialog::commit);
    connect(&m_presenter, &CommitPresenter::committed, this, [this](FileId file, const NodeVersion &version) {
        markRow(file, tr("committed as V%1").arg(version.version));
    });
    connect(&m_presenter, &CommitPresenter::failed, this, [this](FileId file, const Error &error) {
        markRow(file, tr("not committed"));
        showError(tr("Not every node could be committed."), error);
    });
    connect(&m_presenter, &CommitPresenter::finished, this, [this](int, int failed) {
        setBusy(false);
        check();
        if (failed == 0)
            accept();
    });
    check();
    m_comment->setFocus();
}

QList<FileId> CommitNodesDialog::ticked() const
{
    QList<FileId> files;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            files.append(FileId{m_list->item(row)->data(Qt::UserRole).toLongLong()});
    }
    return files;
}

void CommitNodesDialog::check()
{
    setPrimaryEnabled(!ticked().isEmpty() && !m_presenter.isRunning());
}

// A schedule that makes very many instances is asked about first.
void CommitNodesDialog::commit()
{
    const QList<FileId> files = ticked();
    QList<NodeDraft> drafts = m_changed;
    drafts.removeIf([&files](const NodeDraft &draft) { return !files.contains(draft.id); });
    const QList<NodeDraft> many = withManyInstances(drafts);
    if (many.isEmpty())
        return commitTicked(false);
    auto *question = new ManyInstancesDialog(many, this);
    connect(question, &DialogFrame::submitted, this, [this, question] {
        question->close();
        commitTicked(true);
    });
    question->open();
}

void CommitNodesDialog::commitTicked(bool manyInstances)
{
    messageBar()->clear();
    setBusy(true);
    m_presenter.commit(ticked(), m_comment->text(), manyInstances);
}

void CommitNodesDialog::markRow(FileId file, const QString &text)
{
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        if (item->data(Qt::UserRole).toLongLong() != file.value())
            continue;
        item->setText(u"%1   %2"_s.arg(item->data(Qt::UserRole + 1).toString(), text));
    }
}

} // namespace slipway
