#include "ui/shell/shell_actions.h"

#include <QtGlobal>

#include <array>

namespace slipway {

std::span<const ActionSpec> shellActions()
{
    using enum ActionContext;
    static constexpr std::array<ActionSpec, 12> table{{
        {"palette.open", QT_TRANSLATE_NOOP("Action", "Search or run a command"), "Ctrl+K", Icon::Search, Global},
        {"page.overview", QT_TRANSLATE_NOOP("Action", "Go to Overview"), "Ctrl+1", Icon::Overview, Global},
        {"page.datastudio", QT_TRANSLATE_NOOP("Action", "Go to DataStudio"), "Ctrl+2", Icon::DataStudio, Global},
        {"page.operations", QT_TRANSLATE_NOOP("Action", "Go to Operation Center"), "Ctrl+3", Icon::Operations, Global},
        {"page.services", QT_TRANSLATE_NOOP("Action", "Go to Model Services"), "Ctrl+4", Icon::Services, Global},
        {"page.groups", QT_TRANSLATE_NOOP("Action", "Go to Resource Groups"), "Ctrl+5", Icon::Groups, Global},
        {"page.settings", QT_TRANSLATE_NOOP("Action", "Go to Settings"), "Ctrl+6", Icon::Settings, Global},
        {"workspace.new", QT_TRANSLATE_NOOP("Action", "New Workspace"), "", Icon::Plus, Global},
        {"issues.open", QT_TRANSLATE_NOOP("Action", "Show problems"), "Ctrl+Shift+M", Icon::Warning, Global},
        {"theme.toggle", QT_TRANSLATE_NOOP("Action", "Switch between light and dark"), "Ctrl+Shift+L", Icon::Appearance,
         Global},
        {"engine.refresh", QT_TRANSLATE_NOOP("Action", "Read the engine's status again"), "", Icon::Refresh, Global},
        {"window.close", QT_TRANSLATE_NOOP("Action", "Close the window"), "Ctrl+Q", Icon::Close, Global},
    }};
    return table;
}

} // namespace slipway
