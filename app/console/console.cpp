#include "app/console/console.h"

#include "models/backend/event_feed.h"
#include "resources/resources.h"
#include "ui/shell/engine_presenter.h"

#include <QApplication>
#include <QIcon>
#include <QTimer>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

const QString launchIssue = u"engine.launch"_s;

} // namespace

Console::Console(QApplication &application, const ConsoleOptions &options, const PageRegistry &pages)
    : m_options(options),
      m_settings(QSettings().fileName()),
      m_theme(application),
      m_client(DataFolder(options.dataDir)),
      m_launcher(options.dataDir),
      m_backends(m_client.backends()),
      m_context(m_backends, m_theme, m_settings),
      m_window(m_context, pages)
{
    QApplication::setWindowIcon(QIcon(iconFile(u"slipway-app"_s)));
    m_theme.setChoice(options.theme.value_or(m_settings.theme()));
    connect(&m_window, &MainWindow::firstFramePainted, this, &Console::firstFramePainted);
    connect(&m_context, &ShellContext::engineStartRequested, this, &Console::launch);
    connect(&m_launcher, &EngineLauncher::ready, this, [this] {
        m_context.issues().resolve(launchIssue);
        m_client.connectToEngine();
    });
    connect(&m_launcher, &EngineLauncher::failed, this, &Console::onLaunchFailed);
    connect(&m_backends.events, &EventFeed::connectionChanged, this, [this](ConnectionState state) {
        if (state == ConnectionState::Offline)
            launchOnce();
    });
}

void Console::show()
{
    // Reads where the engine is, from two small files; its answers come after the first frame.
    const bool found = m_client.connectToEngine().ok();
    m_window.restoreSession(m_options.page);
    m_window.show();
    if (!found)
        QTimer::singleShot(0, this, &Console::launchOnce);
}

// Where no engine answers at the start, one is started, once. An engine that goes away later was perhaps stopped on
// purpose; then the bar under the header offers to start it.
void Console::launchOnce()
{
    if (m_launched || m_options.measureStart || m_context.engine().wasOnline())
        return;
    launch();
}

void Console::launch()
{
    m_launched = true;
    m_launcher.start(m_options.verbose ? QStringList{u"--verbose"_s} : QStringList{});
}

void Console::onLaunchFailed(const QString &why)
{
    m_context.issues().report(launchIssue, tr("The engine could not be started"), Error::unavailable(why), {},
                              m_context.engine().engineNow());
}

} // namespace slipway
