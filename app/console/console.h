#pragma once

#include "app/client/engine_client.h"
#include "app/client/engine_launcher.h"
#include "app/console/console_options.h"
#include "ui/shell/console_settings.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/shell_context.h"

#include <QObject>

class QApplication;

namespace slipway {

// The console put together: client, window, and the engine that is started where none answers.
class Console : public QObject
{
    Q_OBJECT

public:
    Console(QApplication &application, const ConsoleOptions &options, const PageRegistry &pages);

    void show();

signals:
    void firstFramePainted();

private:
    void launchOnce();
    void launch();
    void onLaunchFailed(const QString &why);

    ConsoleOptions m_options;
    ConsoleSettings m_settings;
    ThemeController m_theme;
    EngineClient m_client;
    EngineLauncher m_launcher;
    Backends m_backends;
    ShellContext m_context;
    MainWindow m_window;
    bool m_launched = false;
};

} // namespace slipway
