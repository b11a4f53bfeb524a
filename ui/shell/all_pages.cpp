#include "ui/shell/all_pages.h"

#include "ui/groups/groups_page.h"
#include "ui/operations/operations_page.h"
#include "ui/overview/overview_page.h"
#include "ui/scripts/script_page.h"
#include "ui/services/services_page.h"
#include "ui/settings/settings_page.h"
#include "ui/workflows/data_studio_page.h"

namespace slipway {
namespace {

// DataStudio does not know the script pages; here the two meet.
PageEntry studioEntry(ScriptLinter *linter)
{
    PageEntry entry = dataStudioPageEntry({});
    entry.make = [linter](ShellContext &context, QWidget *parent) -> Page * {
        const auto scripts = [&context, linter](FileId file, QWidget *tabs) -> EditorTab * {
            return new ScriptPage(context, linter, file, tabs);
        };
        return new DataStudioPage(context, scripts, parent);
    };
    return entry;
}

} // namespace

PageRegistry allPages(ScriptLinter *linter)
{
    return {overviewPageEntry(), studioEntry(linter), operationsPageEntry(),
            servicesPageEntry(), groupsPageEntry(),   settingsPageEntry()};
}

} // namespace slipway
