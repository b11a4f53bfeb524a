#include "ui/shell/shell_context.h"

#include "ui/shell/console_settings.h"
#include "ui/shell/engine_presenter.h"

namespace slipway {

ShellContext::ShellContext(Backends &backends, ThemeController &theme, ConsoleSettings &settings, QObject *parent)
    : QObject(parent), m_backends(backends), m_theme(theme), m_settings(settings)
{
    m_workspace.setPreferred(m_settings.lastWorkspace());
    m_workspace.setRegion(m_settings.lastRegion());
    m_engine = new EnginePresenter(m_backends, m_workspace, m_issues, this);
    connect(&m_workspace, &WorkspaceContext::currentChanged, &m_settings, [this](const Workspace &workspace) {
        if (workspace.id.isValid())
            m_settings.setLastWorkspace(workspace.identifier);
    });
    connect(&m_workspace, &WorkspaceContext::regionChanged, &m_settings, &ConsoleSettings::setLastRegion);
}

} // namespace slipway
