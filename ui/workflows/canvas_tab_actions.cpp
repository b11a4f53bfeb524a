#include "ui/shell/shell_context.h"
#include "ui/workflows/canvas_tab.h"
#include "ui/workflows/commit_nodes_dialog.h"
#include "ui/workflows/conflict_bar.h"
#include "widgets/canvas/canvas_panel.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/kit/dialog_frame.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>

#include <algorithm>

// What the actions and menus of a canvas do.
using namespace Qt::StringLiterals;

namespace slipway {

void CanvasTab::commit()
{
    emit aboutToCommit();
    QList<FileId> chosen;
    const QList<NodeDraft> changed = m_presenter.changedDrafts();
    for (const GraphNodeId id : m_panel->view().canvas().selectedNodes()) {
        const bool listed = std::any_of(changed.cbegin(), changed.cend(),
                                        [id](const NodeDraft &draft) { return draft.id == fileId(id); });
        if (listed)
            chosen.append(fileId(id));
    }
    auto *dialog = new CommitNodesDialog(m_context.backends().workflows, changed, chosen, this);
    dialog->open();
}

// Everything is saved by itself; whoever asks for it hears when.
void CanvasTab::save()
{
    m_presenter.sync().retry();
    m_wasSaving = true;
    updateState();
}

void CanvasTab::run()
{
    const NodeDraft *draft =
        m_presenter.document().content().draft(fileId(m_panel->view().canvas().selectedNodes().value(0)));
    if (draft != nullptr && !WorkflowContent::isLocal(draft->id))
        emit runRequested(draft->id);
}

void CanvasTab::copy()
{
    const QString text = m_presenter.copy(m_panel->view().canvas().selectedNodes());
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void CanvasTab::paste()
{
    const CanvasView &view = m_panel->view();
    const QPoint pointer = view.viewport()->mapFromGlobal(QCursor::pos());
    const bool inside = view.viewport()->rect().contains(pointer);
    m_presenter.paste(QApplication::clipboard()->text(), inside ? view.mapToScene(pointer) : view.centre());
}

void CanvasTab::deleteItems(const QList<GraphNodeId> &nodes, const QList<GraphLink> &links)
{
    const QStringList committed = m_presenter.committedAmong(nodes);
    if (committed.isEmpty()) {
        m_presenter.deleteItems(nodes, links);
        return;
    }
    confirmDestructive(
        this, tr("Delete %n nodes?", nullptr, int(nodes.size())),
        tr("%1: committed, and scheduled. Deleting takes it out of the schedule; what it has run so far stays "
           "in the Operation Center. Undo brings it back with its versions.")
            .arg(committed.join(u", "_s)),
        tr("Delete"), [this, nodes, links] { m_presenter.deleteItems(nodes, links); });
}

void CanvasTab::find(const QString &text)
{
    m_hits = m_presenter.find(text);
    m_hit = -1;
    m_panel->view().setFound(QSet<GraphNodeId>(m_hits.cbegin(), m_hits.cend()));
    if (!m_hits.isEmpty())
        nextHit();
}

void CanvasTab::nextHit()
{
    if (m_hits.isEmpty())
        return;
    m_hit = (m_hit + 1) % int(m_hits.size());
    reveal(fileId(m_hits[m_hit]));
}

void CanvasTab::addNodeEntries(QMenu *menu, GraphNodeId node)
{
    for (const char *id : {"canvas.open", "canvas.run", "canvas.rename", "canvas.connect"})
        menu->addAction(action(id));
    const NodeDraft *draft = m_presenter.document().content().draft(fileId(node));
    QAction *instances = menu->addAction(icon(Icon::Operations), tr("View Instances"));
    instances->setEnabled(draft != nullptr && draft->node.isValid());
    if (draft == nullptr)
        return;
    connect(instances, &QAction::triggered, this,
            [this, id = draft->node, name = draft->name] { m_context.openNodeInstances(id, name); });
    QAction *backfill = menu->addAction(icon(Icon::Calendar), tr("Backfill…"));
    backfill->setEnabled(draft->node.isValid());
    connect(backfill, &QAction::triggered, this, [this, id = draft->node] { m_context.open(BackfillTarget{id}); });
    menu->addSeparator();
    menu->addAction(action("canvas.copy"));
    menu->addAction(action("canvas.delete"));
}

void CanvasTab::showMenu(QPoint at, GraphNodeId node)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"canvasMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (node.isValid()) {
        addNodeEntries(menu, node);
    } else {
        const QPointF position = m_panel->view().mapToScene(m_panel->view().viewport()->mapFromGlobal(at));
        const auto create = [this, menu, position](Icon symbol, const QString &text, NodeKind kind) {
            connect(menu->addAction(icon(symbol), text), &QAction::triggered, this,
                    [this, kind, position] { emit nodeWanted(kind, position); });
        };
        create(Icon::Shell, tr("Create Shell Node"), NodeKind::Shell);
        create(Icon::ZeroLoad, tr("Create Zero-Load Node"), NodeKind::ZeroLoad);
        menu->addSeparator();
        for (const char *id : {"canvas.paste", "canvas.delete", "canvas.selectAll", "canvas.layout", "canvas.zoomFit"})
            menu->addAction(action(id));
    }
    menu->popup(at);
}

void CanvasTab::showConflict(FileId file, const QStringList &fields)
{
    static const QHash<QString, const char *> words{{u"FileName"_s, QT_TR_NOOP("name")},
                                                    {u"FileDescription"_s, QT_TR_NOOP("description")},
                                                    {u"Content"_s, QT_TR_NOOP("script")},
                                                    {u"Properties"_s, QT_TR_NOOP("properties")}};
    QStringList said;
    for (const QString &field : fields)
        said.append(words.contains(field) ? tr(words.value(field)) : field);
    const NodeDraft *draft = m_presenter.document().content().draft(file);
    m_conflicts->add(file, draft == nullptr ? file.toString() : draft->name, said);
}

void CanvasTab::openOperations()
{
    const NodeDraft *draft =
        m_presenter.document().content().draft(fileId(m_panel->view().canvas().selectedNodes().value(0)));
    if (draft != nullptr && draft->node.isValid())
        m_context.openNodeInstances(draft->node, draft->name);
    else
        m_context.showPage(u"operations"_s);
}

} // namespace slipway
