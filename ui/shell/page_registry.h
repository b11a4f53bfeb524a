#pragma once

#include "models/items/target.h"
#include "widgets/kit/icons.h"

#include <functional>
#include <vector>

namespace slipway {

class Page;
class ShellContext;

// One entry of the activity bar.
struct PageEntry
{
    QString id;    // "overview", "datastudio", "operations", "services", "groups", "settings"; `--page` takes it
    QString title; // translated; also the label of the button
    QString label; // short form under the icon, empty: the title
    Icon icon = Icon::Overview;
    std::function<Page *(ShellContext &context, QWidget *parent)> make;
    // Whether a target belongs to this page; the page is made and shown, then asked to open it.
    std::function<bool(const Target &target)> opens;
    bool atFoot = false;
};

using PageRegistry = std::vector<PageEntry>;

} // namespace slipway
