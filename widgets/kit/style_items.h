#pragma once

class QPainter;
class QStyleOption;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionTab;
class QStyleOptionViewItem;
class QSize;
class QWidget;

// Tabs, headers, menus and rows of views. Private to SlipwayStyle.
namespace slipway::items {

void tabShape(const QStyleOptionTab *option, QPainter *painter);
void headerSection(const QStyleOption *option, QPainter *painter);
void headerLabel(const QStyleOptionHeader *option, QPainter *painter);
void menuPanel(const QStyleOption *option, QPainter *painter);
void menuFrame(const QStyleOption *option, QPainter *painter);
void tipPanel(const QStyleOption *option, QPainter *painter);
void menuItem(const QStyleOptionMenuItem *option, QPainter *painter);
QSize menuItemSize(const QStyleOptionMenuItem *option, const QSize &contents);
void rowGround(const QStyleOptionViewItem *option, QPainter *painter, const QWidget *widget);
void branch(const QStyleOption *option, QPainter *painter);

} // namespace slipway::items
