#include "ui/scripts/run_dialogs.h"

#include "models/items/state_kind.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/form.h"
#include "widgets/kit/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>

namespace slipway {

RunWarningDialog::RunWarningDialog(const QString &nodeName, QWidget *parent) : DialogFrame(tr("Warning"), parent)
{
    setObjectName(QStringLiteral("runWarningDialog"));
    setExplanation(
        tr("The draft of %1 runs now, once, on this machine and with your rights: what it creates, changes or deletes "
           "is real. The committed version and its schedule stay as they are.")
            .arg(nodeName));
    setPrimary(tr("Continue to Run"), QStringLiteral("continueToRun"));
}

RuntimeParametersDialog::RuntimeParametersDialog(FileId file, int parameters, const QStringList &remembered,
                                                 QWidget *parent)
    : DialogFrame(tr("Runtime Parameters"), parent), m_file(file), m_form(new Form(this)), m_group(new QComboBox(this))
{
    setObjectName(QStringLiteral("runtimeParametersDialog"));
    m_group->setObjectName(QStringLiteral("runResourceGroup"));
    m_form->addField(QStringLiteral("ResourceGroupIdentifier"), tr("Resource Group"), m_group, {}, true);
    for (int position = 1; position <= parameters; ++position) {
        auto *value = new QLineEdit(remembered.value(position - 1), this);
        value->setObjectName(QStringLiteral("runParameter%1").arg(position));
        m_form->addField(QString::number(position), tr("Value of $%1").arg(position), value);
        m_values << value;
    }
    setContent(m_form);
    setPrimary(tr("OK"), QStringLiteral("runtimeParametersOk"));
    connect(m_group, &QComboBox::currentIndexChanged, this, &RuntimeParametersDialog::updateReadiness);
    updateReadiness();
}

void RuntimeParametersDialog::setGroups(const QList<ResourceGroup> &groups, const QString &preferred)
{
    m_group->clear();
    for (const ResourceGroup &group : groups) {
        const bool running = group.state == ResourceGroupState::Running;
        m_group->addItem(running ? group.name : tr("%1 (%2)").arg(group.name, stateCell(group.state).word),
                         group.identifier);
        if (!running)
            qobject_cast<QStandardItemModel *>(m_group->model())->item(m_group->count() - 1)->setEnabled(false);
    }
    if (const int index = m_group->findData(preferred); index >= 0)
        m_group->setCurrentIndex(index);
    const bool none = groups.isEmpty() || groups.first().state != ResourceGroupState::Running;
    m_form->setError(
        QStringLiteral("ResourceGroupIdentifier"),
        none ? tr("No running resource group is bound to this workspace. Bind one on the Resource Groups page.")
             : QString());
    if (none) {
        auto *link = linkButton(tr("Go to Resource Groups"), QStringLiteral("runGoToGroups"), this);
        m_form->addWidget(link);
        connect(link, &QPushButton::clicked, this, &RuntimeParametersDialog::groupsPageRequested);
    }
    updateReadiness();
}

void RuntimeParametersDialog::updateReadiness()
{
    setPrimaryEnabled(m_group->currentIndex() >= 0 &&
                      m_form->error(QStringLiteral("ResourceGroupIdentifier")).isEmpty());
}

DraftRun RuntimeParametersDialog::run() const
{
    DraftRun run;
    run.file = m_file;
    run.resourceGroup = m_group->currentData().toString();
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
