#include "ui/scripts/run_dialogs.h"

#include "models/items/state_kind.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/form.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>

namespace slipway {

namespace {
const QString groupField = QStringLiteral("ResourceGroupIdentifier");
}

RunWarningDialog::RunWarningDialog(const QString &nodeName, QWidget *parent) : DialogFrame(tr("Warning"), parent)
{
    setObjectName(QStringLiteral("runWarningDialog"));
    setExplanation(
        tr("The draft of %1 runs now, once, on this machine and with your rights: what it creates, changes or deletes "
           "is real. The committed version and its schedule stay as they are.")
            .arg(nodeName));
    setPrimary(tr("Continue to Run"), QStringLiteral("continueToRun"));
}

RuntimeParametersDialog::RuntimeParametersDialog(const Question &question, QWidget *parent)
    : DialogFrame(tr("Runtime Parameters"), parent),
      m_question(question),
      m_form(new Form(this)),
      m_group(new QComboBox(this)),
      m_groupsLink(linkButton(tr("Go to Resource Groups"), QStringLiteral("runGoToGroups"), this))
{
    setObjectName(QStringLiteral("runtimeParametersDialog"));
    m_group->setObjectName(QStringLiteral("runResourceGroup"));
    m_form->addField(groupField, tr("Resource Group"), m_group, {}, true);
    m_groupsRow = new QWidget(m_form);
    auto *linkLayout = new QHBoxLayout(m_groupsRow);
    linkLayout->setContentsMargins(0, 0, 0, 0);
    linkLayout->addWidget(m_groupsLink, 0, Qt::AlignLeft);
    m_form->addWidget(m_groupsRow);
    m_groupsRow->hide();
    const bool known = question.remembered.size() >= question.parameters;
    if (question.askAnyway || !known)
        askValues();
    else if (question.parameters > 0)
        showRememberedValues();
    setContent(m_form);
    setPrimary(tr("OK"), QStringLiteral("runtimeParametersOk"));
    connect(m_group, &QComboBox::currentIndexChanged, this, &RuntimeParametersDialog::updateReadiness);
    connect(m_groupsLink, &QPushButton::clicked, this, &RuntimeParametersDialog::groupsPageRequested);
    updateReadiness();
}

void RuntimeParametersDialog::askValues()
{
    for (int position = 1; position <= m_question.parameters; ++position) {
        auto *value = new QLineEdit(m_question.remembered.value(position - 1), this);
        value->setObjectName(QStringLiteral("runParameter%1").arg(position));
        m_form->addField(QString::number(position), tr("Value of $%1").arg(position), value);
        m_values << value;
    }
    if (m_values.isEmpty())
        m_form->addWidget(textLabel(tr("The script uses no parameters ($1, $2, …)."), TextSize::Caption, m_form, true));
}

void RuntimeParametersDialog::showRememberedValues()
{
    QStringList values;
    for (int position = 1; position <= m_question.parameters; ++position)
        values << QStringLiteral("$%1 = %2").arg(position).arg(m_question.remembered.at(position - 1));
    QLabel *label = textLabel(values.join(QLatin1Char('\n')), TextSize::Body, m_form);
    label->setObjectName(QStringLiteral("runRememberedValues"));
    m_form->addField(QStringLiteral("remembered"), tr("Values of the last run"), label,
                     tr("Run with Parameters asks for others."));
}

void RuntimeParametersDialog::setGroups(const QList<ResourceGroup> &groups, const QString &preferred)
{
    const QString chosen = m_group->currentIndex() >= 0 ? m_group->currentData().toString() : preferred;
    m_group->clear();
    bool anyRunning = false;
    for (const ResourceGroup &group : groups) {
        const bool running = group.state == ResourceGroupState::Running;
        m_group->addItem(running ? group.name : tr("%1 (%2)").arg(group.name, stateCell(group.state).word),
                         group.identifier);
        qobject_cast<QStandardItemModel *>(m_group->model())->item(m_group->count() - 1)->setEnabled(running);
        if (running && (!anyRunning || group.identifier == chosen))
            m_group->setCurrentIndex(m_group->count() - 1);
        anyRunning = anyRunning || running;
    }
    if (!anyRunning)
        m_group->setCurrentIndex(-1);
    m_form->setError(groupField, anyRunning ? QString()
                                            : tr("No running resource group is bound to this workspace. Bind one on "
                                                 "the Resource Groups page."));
    m_groupsRow->setVisible(!anyRunning);
    messageBar()->clear();
    updateReadiness();
}

void RuntimeParametersDialog::setGroupsUnknown(const Error &error)
{
    showError(tr("The resource groups could not be read."), error);
}

void RuntimeParametersDialog::updateReadiness()
{
    setPrimaryEnabled(m_group->currentIndex() >= 0);
}

DraftRun RuntimeParametersDialog::run() const
{
    DraftRun run;
    run.file = m_question.file;
    run.resourceGroup = m_group->currentData().toString();
    run.parameters = m_values.isEmpty() ? m_question.remembered.mid(0, m_question.parameters) : QStringList();
    for (const QLineEdit *value : m_values)
        run.parameters << value->text();
    return run;
}

CommitDialog::CommitDialog(const QString &nodeName, int nextVersion, QWidget *parent)
    : DialogFrame(tr("Commit %1").arg(nodeName), parent), m_comment(new QLineEdit(this))
{
    setObjectName(QStringLiteral("commitDialog"));
    setExplanation(
        tr("Version V%1 takes effect at once: instances that have not run yet take its script; a changed schedule or "
           "changed parameters hold for instances made from now on.")
            .arg(nextVersion));
    m_comment->setObjectName(QStringLiteral("commitComment"));
    m_comment->setMaxLength(1024);
    auto *form = new Form(this);
    form->addField(QStringLiteral("Comment"), tr("Change description"), m_comment);
    setContent(form);
    setPrimary(tr("Commit"), QStringLiteral("commitConfirm"));
}

QString CommitDialog::comment() const
{
    return m_comment->text().trimmed();
}

} // namespace slipway
