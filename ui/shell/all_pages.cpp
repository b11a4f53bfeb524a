#include "ui/shell/all_pages.h"

#include "ui/groups/groups_page.h"
#include "ui/operations/operations_page.h"
#include "ui/overview/overview_page.h"
#include "ui/services/services_page.h"
#include "ui/settings/settings_page.h"

namespace slipway {

PageRegistry allPages()
{
    return {overviewPageEntry(), operationsPageEntry(), servicesPageEntry(), groupsPageEntry(), settingsPageEntry()};
}

} // namespace slipway
