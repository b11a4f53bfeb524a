#include "ui/workflows/studio_tabs.h"

#include "widgets/kit/buttons.h"

#include <QMouseEvent>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace slipway {
namespace {

constexpr int closeSize = 20;
constexpr auto keyProperty = "studioKey";
constexpr auto titleProperty = "studioTitle";
constexpr auto modifiedProperty = "studioModified";

} // namespace

StudioTabs::StudioTabs(QWidget *parent) : QTabWidget(parent)
{
    setObjectName(u"studioTabs"_s);
    setAccessibleName(tr("Open canvases and scripts"));
    setDocumentMode(true);
    setMovable(true);
    setElideMode(Qt::ElideRight);
    setUsesScrollButtons(true);
    tabBar()->setObjectName(u"studioTabBar"_s);
    tabBar()->setExpanding(false);
    tabBar()->installEventFilter(this);
    connect(this, &QTabWidget::currentChanged, this, [this](int index) { emit currentKeyChanged(keyAt(index)); });
    connect(tabBar(), &QTabBar::tabMoved, this, &StudioTabs::orderChanged);
}

int StudioTabs::find(const QString &key) const
{
    for (int i = 0; i < count(); ++i) {
        if (keyAt(i) == key)
            return i;
    }
    return -1;
}

QString StudioTabs::keyAt(int index) const
{
    return index < 0 ? QString() : widget(index)->property(keyProperty).toString();
}

QWidget *StudioTabs::tab(const QString &key) const
{
    const int index = find(key);
    return index < 0 ? nullptr : widget(index);
}

void StudioTabs::addTab(const QString &key, QWidget *tab, Icon symbol, const QString &title)
{
    tab->setProperty(keyProperty, key);
    tab->setProperty(titleProperty, title);
    QTabWidget::addTab(tab, icon(symbol), title);
    QToolButton *close = iconButton(Icon::Close, tr("Close Tab"), u"studioTabClose"_s, tabBar());
    close->setFixedSize(closeSize, closeSize);
    close->setIconSize({12, 12});
    close->setFocusPolicy(Qt::NoFocus);
    connect(close, &QToolButton::clicked, tab, [this, key] { emit closeRequested(key); });
    tabBar()->setTabButton(find(key), QTabBar::RightSide, close);
    showTitle(find(key));
    emit orderChanged();
}

void StudioTabs::show(const QString &key)
{
    setCurrentIndex(find(key));
}

void StudioTabs::setTitle(const QString &key, const QString &title)
{
    const int index = find(key);
    if (index < 0)
        return;
    widget(index)->setProperty(titleProperty, title);
    showTitle(index);
}

void StudioTabs::setModified(const QString &key, bool modified)
{
    const int index = find(key);
    if (index < 0)
        return;
    widget(index)->setProperty(modifiedProperty, modified);
    showTitle(index);
}

void StudioTabs::showTitle(int index)
{
    const QString title = widget(index)->property(titleProperty).toString();
    const bool modified = widget(index)->property(modifiedProperty).toBool();
    setTabText(index, modified ? title + u" ●"_s : title);
    setTabToolTip(index, modified ? tr("%1: not saved yet").arg(title) : title);
}

QWidget *StudioTabs::take(const QString &key)
{
    const int index = find(key);
    if (index < 0)
        return nullptr;
    QWidget *taken = widget(index);
    removeTab(index);
    taken->hide();
    emit orderChanged();
    return taken;
}

QStringList StudioTabs::keys() const
{
    QStringList keys;
    for (int i = 0; i < count(); ++i)
        keys.append(keyAt(i));
    return keys;
}

bool StudioTabs::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == tabBar() && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const int index = tabBar()->tabAt(mouse->position().toPoint());
        if (mouse->button() == Qt::MiddleButton && index >= 0) {
            emit closeRequested(keyAt(index));
            return true;
        }
    }
    return QTabWidget::eventFilter(watched, event);
}

} // namespace slipway
