#include "ui/settings/settings_page.h"

#include "ui/settings/settings_parts.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/page_header.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

constexpr int contentWidth = 820;

} // namespace

SettingsPage::SettingsPage(ShellContext &context, QWidget *parent) : Page(parent)
{
    setObjectName(u"settingsPage"_s);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, spacing::xl);
    column->setSpacing(0);
    column->addWidget(new PageHeader(title(), {}, content));
    auto *cards = new QWidget(content);
    cards->setMaximumWidth(contentWidth);
    auto *stack = new QVBoxLayout(cards);
    stack->setContentsMargins(spacing::xl, spacing::xs, spacing::xl, 0);
    stack->setSpacing(spacing::l);
    m_shortcuts = new ShortcutsCard(context, cards);
    stack->addWidget(new AppearanceCard(context, cards));
    stack->addWidget(new EngineInfoCard(context, cards));
    stack->addWidget(m_shortcuts);
    stack->addWidget(new DebugCard(context, cards));
    column->addWidget(cards);
    column->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
}

void SettingsPage::activate()
{
    m_shortcuts->refresh();
}

PageEntry settingsPageEntry()
{
    PageEntry entry;
    entry.id = u"settings"_s;
    entry.title = SettingsPage::tr("Settings");
    entry.icon = Icon::Settings;
    entry.make = [](ShellContext &context, QWidget *parent) -> Page * { return new SettingsPage(context, parent); };
    entry.atFoot = true;
    return entry;
}

} // namespace slipway
