#pragma once

#include "widgets/kit/theme.h"

class QPainter;
class QRect;
class QRectF;
class QSize;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionToolButton;
class QWidget;

// The painters behind SlipwayStyle, by part. Private to the style.
namespace slipway::controls {

// A filled shape with a hairline of one device pixel; an invalid colour leaves that part out.
void roundedBox(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &line, qreal radius);
// The 2 px accent ring with its 1 px gap, inside `rect`.
void focusRing(QPainter *painter, const QRectF &rect, const Theme &theme, qreal radius);
// Whether the focus came from the keyboard, and so is worth showing.
bool showsFocus(const QStyleOption *option);

void pushButton(const QStyleOptionButton *option, QPainter *painter, const QWidget *widget);
QColor pushButtonText(const QStyleOptionButton *option, const QWidget *widget);
void lineEdit(const QStyleOption *option, QPainter *painter, const QWidget *widget);
void comboBox(const QStyleOptionComboBox *option, QPainter *painter, const QWidget *widget);
void spinBox(const QStyleOptionSpinBox *option, QPainter *painter, const QRect &up, const QRect &down);
void checkBox(const QStyleOption *option, QPainter *painter);
void radioButton(const QStyleOption *option, QPainter *painter);
void toolButton(const QStyleOptionToolButton *option, QPainter *painter);
// Icon, or text, or both beside each other; a chevron where pressing opens a menu.
void toolButtonLabel(const QStyleOptionToolButton *option, QPainter *painter);
QSize toolButtonSize(const QStyleOptionToolButton *option);
void scrollBar(const QStyleOptionSlider *option, QPainter *painter, const QRect &handle);
void progressGroove(const QStyleOptionProgressBar *option, QPainter *painter);

} // namespace slipway::controls
