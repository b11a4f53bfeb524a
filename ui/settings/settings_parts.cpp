#include "ui/settings/settings_parts.h"

#include "models/backend/engine_backend.h"
#include "ui/shell/connection_log.h"
#include "ui/shell/console_settings.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/copy_field.h"
#include "widgets/kit/form.h"
#include "widgets/kit/throttler.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

// A row of exclusive choices; `chosen` gets the index that the user picked.
QButtonGroup *addChoices(QVBoxLayout *column, const QString &label, const QList<std::pair<QString, QString>> &choices,
                         int current, QWidget *parent)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(spacing::l);
    QLabel *title = textLabel(label, TextSize::Body, parent, true);
    title->setFixedWidth(140);
    row->addWidget(title);
    auto *group = new QButtonGroup(parent);
    for (int at = 0; at < choices.size(); ++at) {
        auto *choice = new QRadioButton(choices.at(at).second, parent);
        choice->setObjectName(choices.at(at).first);
        choice->setAccessibleName(label + u": "_s + choices.at(at).second);
        choice->setChecked(at == current);
        group->addButton(choice, at);
        row->addWidget(choice);
    }
    row->addStretch();
    column->addLayout(row);
    return group;
}

void addFact(QGridLayout *grid, const QString &label, QWidget *value, QWidget *parent)
{
    const int row = grid->rowCount();
    QLabel *title = textLabel(label, TextSize::Body, parent, true);
    title->setBuddy(value);
    grid->addWidget(title, row, 0);
    grid->addWidget(value, row, 1);
}

} // namespace

AppearanceCard::AppearanceCard(ShellContext &context, QWidget *parent)
    : Card(tr("Appearance"), parent), m_context(context)
{
    setObjectName(u"appearanceCard"_s);
    QButtonGroup *theme = addChoices(
        body(), tr("Colors"),
        {{u"themeSystem"_s, tr("As the system")}, {u"themeLight"_s, tr("Light")}, {u"themeDark"_s, tr("Dark")}},
        int(context.theme().choice()), this);
    connect(theme, &QButtonGroup::idClicked, this, [this](int id) {
        m_context.theme().setChoice(ThemeChoice(id));
        m_context.settings().setTheme(ThemeChoice(id));
    });
    connect(&context.theme(), &ThemeController::changed, theme,
            [theme](ThemeChoice choice) { theme->button(int(choice))->setChecked(true); });
    QButtonGroup *times = addChoices(
        body(), tr("Times in lists"),
        {{u"timesRelative"_s, tr("Relative (2 h ago)")}, {u"timesExact"_s, tr("Exact (2026-11-22 02:00:05)")}},
        int(context.settings().timeDisplay()), this);
    connect(times, &QButtonGroup::idClicked, this,
            [this](int id) { m_context.settings().setTimeDisplay(TimeDisplay(id)); });
    body()->addWidget(
        textLabel(tr("Exact times are those of the workspace's time zone. Logs and schedules are always exact."),
                  TextSize::Caption, this, true, true));
}

EngineInfoCard::EngineInfoCard(ShellContext &context, QWidget *parent)
    : Card(tr("Engine and AccessKey"), parent),
      m_context(context),
      m_api(new CopyField(tr("API address"), u"engineApi"_s, CopyField::Kind::Plain, this)),
      m_gateway(new CopyField(tr("Gateway address"), u"engineGateway"_s, CopyField::Kind::Plain, this)),
      m_data(new CopyField(tr("Data folder"), u"engineData"_s, CopyField::Kind::Plain, this)),
      m_keyId(new CopyField(tr("AccessKey ID"), u"accessKeyId"_s, CopyField::Kind::Plain, this)),
      m_secret(new CopyField(tr("AccessKey secret"), u"accessKeySecret"_s, CopyField::Kind::Secret, this))
{
    setObjectName(u"engineInfoCard"_s);
    auto *grid = new QGridLayout;
    grid->setColumnMinimumWidth(0, 140);
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(spacing::l);
    addFact(grid, tr("API address"), m_api, this);
    addFact(grid, tr("Gateway address"), m_gateway, this);
    addFact(grid, tr("Data folder"), m_data, this);
    addFact(grid, tr("AccessKey ID"), m_keyId, this);
    addFact(grid, tr("AccessKey secret"), m_secret, this);
    body()->addLayout(grid);
    body()->addWidget(textLabel(tr("Scripts get this pair from the engine by themselves; use it where you call eascmd "
                                   "by hand. Whoever has the secret can do all that you can."),
                                TextSize::Caption, this, true, true));
    // Read from the key file only when somebody asks for it, and not kept after it was hidden again.
    connect(m_secret, &CopyField::revealRequested, this,
            [this] { m_secret->setValue(m_context.backends().engine.accessKey().secret); });
    connect(&context.engine(), &EnginePresenter::statusChanged, this, &EngineInfoCard::showStatus);
    showStatus();
}

void EngineInfoCard::showStatus()
{
    const EngineStatus &status = m_context.engine().status();
    m_api->setValue(status.apiAddress);
    m_gateway->setValue(status.gatewayAddress);
    m_data->setValue(status.dataDir);
    m_keyId->setValue(status.accessKeyId);
}

ShortcutsCard::ShortcutsCard(ShellContext &context, QWidget *parent)
    : Card(tr("Keyboard shortcuts"), parent), m_context(context)
{
    setObjectName(u"shortcutsCard"_s);
    refresh();
}

void ShortcutsCard::refresh()
{
    delete m_rows;
    m_rows = new QWidget(this);
    auto *grid = new QGridLayout(m_rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing::xl);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    int row = 0;
    for (const ActionSpec &spec : m_context.actions().specs()) {
        const QKeySequence keys = ActionRegistry::keys(spec);
        if (keys.isEmpty())
            continue;
        grid->addWidget(textLabel(ActionRegistry::title(spec), TextSize::Body, m_rows), row, 0);
        grid->addWidget(textLabel(ActionRegistry::contextName(spec.context), TextSize::Body, m_rows, true), row, 1);
        QLabel *text = textLabel(keys.toString(QKeySequence::NativeText), TextSize::Body, m_rows);
        text->setFont(codeFont());
        grid->addWidget(text, row, 2, Qt::AlignRight);
        ++row;
    }
    body()->addWidget(m_rows);
}

DebugCard::DebugCard(ShellContext &context, QWidget *parent)
    : Card(tr("Connection and drawing"), parent),
      m_context(context),
      m_calls(textLabel(QString(), TextSize::Body, this)),
      m_events(textLabel(QString(), TextSize::Body, this))
{
    setObjectName(u"debugCard"_s);
    auto *grid = new QGridLayout;
    grid->setColumnMinimumWidth(0, 140);
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(spacing::l);
    addFact(grid, tr("Status calls"), m_calls, this);
    addFact(grid, tr("Events"), m_events, this);
    body()->addLayout(grid);
    auto *frames = new QCheckBox(tr("Show frame times in the status line"), this);
    frames->setObjectName(u"showFrameTimes"_s);
    frames->setChecked(context.settings().showFrameTime());
    body()->addWidget(frames);
    connect(frames, &QCheckBox::toggled, &context.settings(), &ConsoleSettings::setShowFrameTime);
    auto *throttler = new Throttler(std::chrono::milliseconds(200), this);
    connect(&context.engine().log(), &ConnectionLog::changed, throttler, &Throttler::trigger);
    connect(throttler, &Throttler::fired, this, &DebugCard::showLog);
    showLog();
}

void DebugCard::showLog()
{
    const ConnectionLog &log = m_context.engine().log();
    m_calls->setText(tr("%1 calls, %2 failed; last %3 ms, median %4 ms")
                         .arg(log.calls())
                         .arg(log.failures())
                         .arg(log.lastLatency().count())
                         .arg(log.medianLatency().count()));
    m_events->setText(tr("%1 events, %2 snapshots, %3 lost connections")
                          .arg(log.events())
                          .arg(log.resynchronisations())
                          .arg(log.disconnections()));
}

} // namespace slipway
