#pragma once

#include "ui/shell/page.h"
#include "ui/shell/page_registry.h"

namespace slipway {

class ShellContext;
class ShortcutsCard;

class SettingsPage : public Page
{
    Q_OBJECT

public:
    SettingsPage(ShellContext &context, QWidget *parent);

    QString title() const override { return tr("Settings"); }
    void activate() override;

private:
    ShortcutsCard *m_shortcuts;
};

PageEntry settingsPageEntry();

} // namespace slipway
