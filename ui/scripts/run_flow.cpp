#include "ui/scripts/run_flow.h"

#include "ui/scripts/draft_run_presenter.h"
#include "ui/scripts/run_dialogs.h"
#include "ui/scripts/script_presenter.h"
#include "ui/shell/console_settings.h"
#include "ui/shell/shell_context.h"

namespace slipway {

RunFlow::RunFlow(ShellContext &context, ScriptPresenter &script, DraftRunPresenter &run, QWidget *page)
    : QObject(page), m_context(context), m_script(script), m_run(run), m_page(page)
{
}

void RunFlow::begin(bool askValues)
{
    auto *warning = new RunWarningDialog(m_script.draft().name, m_page);
    connect(warning, &DialogFrame::submitted, this, [this, warning, askValues] {
        warning->close();
        askParameters(askValues);
    });
    warning->open();
}

void RunFlow::askParameters(bool askValues)
{
    const QSettings &settings = m_context.settings().layout();
    RuntimeParametersDialog::Question question;
    question.file = m_script.file();
    question.parameters = positionalParameters(m_script.draft().script);
    question.remembered = settings.value(key("values")).toStringList();
    question.askAnyway = askValues;
    const QString group = settings.value(key("group"), m_script.draft().properties.resourceGroup).toString();
    auto *dialog = new RuntimeParametersDialog(question, m_page);
    connect(&m_run, &DraftRunPresenter::groupsKnown, dialog,
            [dialog, group](const QList<ResourceGroup> &groups) { dialog->setGroups(groups, group); });
    connect(&m_run, &DraftRunPresenter::groupsUnknown, dialog, &RuntimeParametersDialog::setGroupsUnknown);
    connect(dialog, &RuntimeParametersDialog::groupsPageRequested, this, [this, dialog] {
        dialog->close();
        m_context.openGroups();
    });
    connect(dialog, &DialogFrame::submitted, this, [this, dialog] {
        const DraftRun run = dialog->run();
        dialog->close();
        start(run);
    });
    dialog->open();
    m_run.askGroups(m_script.draft().workspace);
}

void RunFlow::start(const DraftRun &run)
{
    QSettings &settings = m_context.settings().layout();
    if (!run.parameters.isEmpty())
        settings.setValue(key("values"), run.parameters);
    settings.setValue(key("group"), run.resourceGroup);
    m_script.whenSaved([presenter = &m_run, run] { presenter->start(run); });
}

QString RunFlow::key(const char *what) const
{
    return QStringLiteral("run/%1/%2").arg(m_script.file().value()).arg(QLatin1String(what));
}

} // namespace slipway
