#include "ui/operations/instance_detail.h"

#include "models/backend/runs_backend.h"
#include "models/items/state_kind.h"
#include "models/items/time_words.h"
#include "ui/operations/lineage_panel.h"
#include "ui/operations/log_panel.h"
#include "ui/operations/reason_label.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/state_chip.h"
#include "widgets/kit/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTabWidget>

namespace slipway {

InstanceDetail::InstanceDetail(const Backends &backends, const QString &key, QWidget *parent)
    : QWidget(parent),
      m_backends(backends),
      m_log(backends.logs),
      m_chip(new StateChip(this)),
      m_title(textLabel({}, TextSize::Body, this)),
      m_reason(new ReasonLabel(this)),
      m_attempt(new QComboBox(this)),
      m_tabs(new QTabWidget(this)),
      m_logPanel(new LogPanel(m_log, this)),
      m_lineage(new LineagePanel(backends, key, this)),
      m_script(new QPlainTextEdit(this)),
      m_factsPage(new QWidget(this)),
      m_facts(new QFormLayout(m_factsPage))
{
    m_script->setReadOnly(true);
    m_script->setFrameShape(QFrame::NoFrame);
    m_script->setFont(codeFont());
    m_script->document()->setDocumentMargin(spacing::m);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_logPanel, tr("Log"));
    m_tabs->addTab(m_lineage, tr("DAG"));
    m_tabs->addTab(makeFacts(key), tr("Properties"));
    m_tabs->addTab(m_script, tr("Script as run"));
    nameParts(key);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader(key));
    layout->addWidget(m_tabs, 1);
    connect(m_attempt, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0) {
            m_log.show(m_instance.id, m_attempt->itemData(index).toInt());
            showScript(m_attempt->itemData(index).toInt());
        }
    });
    connect(m_reason, &ReasonLabel::blockerRequested, this,
            [this](int which) { emit blockerRequested(m_instance, which); });
    connect(m_lineage, &LineagePanel::instanceRequested, this, &InstanceDetail::instanceRequested);
}

void InstanceDetail::nameParts(const QString &key)
{
    m_script->setObjectName(key + QStringLiteral("Script"));
    m_script->setAccessibleName(tr("Script as run"));
    m_tabs->setObjectName(key + QStringLiteral("Tabs"));
    m_tabs->setAccessibleName(tr("About the instance"));
    m_attempt->setObjectName(key + QStringLiteral("Attempt"));
    m_attempt->setAccessibleName(tr("Attempt"));
    m_reason->setObjectName(key + QStringLiteral("Reason"));
    m_logPanel->setNamePrefix(key);
}

void InstanceDetail::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    m_lineage->setTimeZone(zone);
}

QWidget *InstanceDetail::makeFacts(const QString &key)
{
    m_facts->setContentsMargins(spacing::l, spacing::m, spacing::l, spacing::m);
    m_facts->setHorizontalSpacing(spacing::xl);
    m_facts->setVerticalSpacing(spacing::s);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(key + QStringLiteral("Facts"));
    scroll->setAccessibleName(tr("Properties"));
    scroll->setWidget(m_factsPage);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    return scroll;
}

QWidget *InstanceDetail::makeHeader(const QString &key)
{
    auto *header = new QWidget(this);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(spacing::l, spacing::s, spacing::l, spacing::xs);
    layout->setSpacing(spacing::m);
    layout->addWidget(m_chip);
    QFont strong = m_title->font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    layout->addWidget(m_title);
    layout->addWidget(m_reason, 1);
    m_attempt->setMinimumWidth(220);
    layout->addWidget(m_attempt);
    QPushButton *open = quietButton(tr("Open in DataStudio"), key + QStringLiteral("OpenScript"), header);
    layout->addWidget(open);
    connect(open, &QPushButton::clicked, this, [this] { emit scriptRequested(m_instance.file); });
    return header;
}

void InstanceDetail::show(const Instance &instance)
{
    const bool same = instance.id == m_instance.id && instance.attempts == m_instance.attempts;
    m_instance = instance;
    updateFacts();
    m_lineage->show(instance);
    if (!same)
        loadAttempts();
}

void InstanceDetail::update(const Instance &instance)
{
    if (instance.id == m_instance.id)
        show(instance);
}

void InstanceDetail::clear()
{
    m_instance = {};
    m_log.clear();
    m_attempt->clear();
    m_script->clear();
}

void InstanceDetail::showLog()
{
    m_tabs->setCurrentWidget(m_logPanel);
}

void InstanceDetail::loadAttempts()
{
    m_log.clear();
    m_script->clear();
    m_backends.runs.listAttempts(m_instance.id)
        .then(this, [this, id = m_instance.id](const Outcome<QList<Attempt>> &attempts) {
            if (id != m_instance.id)
                return;
            if (attempts.ok())
                showAttempts(*attempts);
            else if (attempts.failed())
                m_logPanel->setCaption(tr("The attempts could not be read. %1").arg(attempts.error().message));
        });
}

void InstanceDetail::showAttempts(const QList<Attempt> &attempts)
{
    {
        const QSignalBlocker quiet(m_attempt);
        m_attempt->clear();
        for (const Attempt &attempt : attempts)
            m_attempt->insertItem(0, attemptWords(attempt), attempt.number);
        m_attempt->setCurrentIndex(attempts.isEmpty() ? -1 : 0);
        m_attempt->setVisible(!attempts.isEmpty());
    }
    if (attempts.isEmpty()) {
        m_logPanel->setCaption(tr("It has not run yet."));
        return;
    }
    m_logPanel->setCaption({});
    m_log.show(m_instance.id, attempts.last().number);
    showScript(attempts.last().number);
}

QString InstanceDetail::attemptWords(const Attempt &attempt) const
{
    return tr("Attempt %1 · %2")
        .arg(attempt.number)
        .arg(toDateTime(attempt.startedAt, m_zone).toString(QStringLiteral("MM-dd HH:mm:ss")));
}

void InstanceDetail::showScript(int attempt)
{
    m_backends.runs.scriptAsRun(m_instance.id, attempt)
        .then(this, [this, id = m_instance.id, attempt](const Outcome<QString> &script) {
            if (id == m_instance.id && attempt == m_attempt->currentData().toInt())
                m_script->setPlainText(script.ok() ? *script : script.failed() ? script.error().message : QString());
        });
}

void InstanceDetail::updateFacts()
{
    m_chip->setState(stateCell(m_instance));
    m_title->setText(m_instance.nodeName);
    m_reason->setReason(m_instance.reason);
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    const auto add = [this](const QString &name, const QString &value) {
        auto *label = textLabel(value.isEmpty() ? QStringLiteral("–") : value, TextSize::Body, m_factsPage);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_facts->addRow(textLabel(name, TextSize::Body, m_factsPage, true), label);
    };
    add(tr("Instance id"), m_instance.id.toString());
    add(tr("Workflow"), m_instance.workflowName);
    add(tr("Node version"), m_instance.nodeVersion > 0 ? tr("V%1").arg(m_instance.nodeVersion) : tr("draft"));
    add(tr("Scheduled time"), exactTime(m_instance.scheduledTime, m_zone, true));
    add(tr("Data timestamp"), toDateTime(m_instance.bizdate, m_zone).date().toString(Qt::ISODate));
    add(tr("Parameters"), m_instance.parameters.join(QLatin1Char(' ')));
    add(tr("Resource group"), m_instance.resourceGroup);
    add(tr("Priority"), QString::number(m_instance.priority));
    add(tr("Started"), exactTime(m_instance.startedAt, m_zone));
    add(tr("Finished"), exactTime(m_instance.finishedAt, m_zone));
    add(tr("Owner"), m_instance.owner);
}

} // namespace slipway
