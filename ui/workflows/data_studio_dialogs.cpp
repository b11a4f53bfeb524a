#include "ui/workflows/canvas_tab.h"
#include "ui/workflows/data_studio_page.h"
#include "ui/workflows/studio_tabs.h"

#include <QPointer>

// The dialogs that DataStudio opens, from the question to the engine's answer.
namespace slipway {

void DataStudioPage::createWorkflow()
{
    auto *dialog =
        new WorkflowDialog([this](const QString &name) { return m_presenter.workflowNameFault(name); }, nullptr, this);
    connect(dialog, &DialogFrame::submitted, this, [this, dialog] {
        dialog->setBusy(true);
        const auto done = [this, dialog = QPointer(dialog)](const Outcome<Workflow> &answer) {
            if (answer.ok())
                openCanvas(answer->id);
            if (dialog.isNull())
                return;
            dialog->setBusy(false);
            if (answer.ok())
                dialog->accept();
            else if (answer.failed())
                dialog->showFault(tr("The workflow could not be created."), answer.error());
        };
        m_presenter.createWorkflow(dialog->name(), dialog->description(), done);
    });
    dialog->open();
}

void DataStudioPage::editWorkflow(WorkflowId id)
{
    const std::optional<Workflow> workflow = m_presenter.tree().workflow(id);
    if (!workflow)
        return;
    auto *dialog = new WorkflowDialog(
        [this, id](const QString &name) { return m_presenter.workflowNameFault(name, id); }, &*workflow, this);
    connect(dialog, &DialogFrame::submitted, this, [this, dialog, id] {
        dialog->setBusy(true);
        m_presenter.updateWorkflow(id, dialog->name(), dialog->description(),
                                   [dialog = QPointer(dialog)](const Outcome<> &answer) {
                                       if (dialog.isNull())
                                           return;
                                       dialog->setBusy(false);
                                       if (answer.ok())
                                           dialog->accept();
                                       else if (answer.failed())
                                           dialog->showFault(tr("The workflow could not be saved."), answer.error());
                                   });
    });
    dialog->open();
}

void DataStudioPage::createNode(WorkflowId workflow, NodeKind kind, CanvasTab *canvas, QPointF position)
{
    const auto fault = [this, canvas = QPointer(canvas)](WorkflowId id, const QString &name) {
        if (!canvas.isNull() && canvas->workflow() == id)
            return canvas->presenter().nameFault({}, name);
        return m_presenter.nodeNameFault(id, name);
    };
    auto *dialog = new CreateNodeDialog(m_presenter.tree().workflows(), {workflow, kind, {}}, fault, this);
    connect(dialog, &DialogFrame::submitted, this,
            [this, dialog, canvas = QPointer(canvas), position] { createWished(dialog, canvas.data(), position); });
    dialog->open();
}

void DataStudioPage::createWished(CreateNodeDialog *dialog, CanvasTab *canvas, QPointF position)
{
    const QString what = tr("The node could not be created.");
    const NodeWish wish = dialog->wish();
    if (canvas != nullptr && canvas->workflow() == wish.workflow) {
        const Outcome<FileId> placed = canvas->presenter().placeNode(wish.kind, wish.name, position);
        if (placed)
            dialog->accept();
        else
            dialog->showFault(what, placed.error());
        return;
    }
    dialog->setBusy(true);
    m_presenter.createNode(wish.workflow, wish.kind, wish.name,
                           [this, dialog = QPointer(dialog), what](const Outcome<NodeDraft> &answer) {
                               if (answer.ok())
                                   openCanvas(answer->workflow);
                               if (dialog.isNull())
                                   return;
                               dialog->setBusy(false);
                               if (answer.ok())
                                   dialog->accept();
                               else if (answer.failed())
                                   dialog->showFault(what, answer.error());
                           });
}

} // namespace slipway
