#include "widgets/kit/buttons.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace slipway {
namespace {

class Separator : public QWidget
{
public:
    Separator(Qt::Orientation orientation, QWidget *parent) : QWidget(parent)
    {
        if (orientation == Qt::Horizontal)
            setFixedHeight(1);
        else
            setFixedWidth(1);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), Theme::of(this).colour(Token::Border)); }
};

// Secondary text follows the palette's changes by itself.
class TextLabel : public QLabel
{
public:
    TextLabel(const QString &text, TextSize size, bool muted, QWidget *parent)
        : QLabel(text, parent), m_size(size), m_muted(muted)
    {
        setFont(textFont(size));
        setTextFormat(Qt::PlainText);
        dress();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::PaletteChange && !m_dressing)
            dress();
    }

private:
    void dress()
    {
        if (!m_muted)
            return;
        m_dressing = true;
        QPalette colours;
        // On a Base ground a label writes in Text, elsewhere in WindowText.
        for (const auto role : {QPalette::WindowText, QPalette::Text})
            colours.setColor(role, Theme::current().colour(Token::TextMuted));
        setPalette(colours);
        m_dressing = false;
    }

    TextSize m_size;
    bool m_muted;
    bool m_dressing = false;
};

QPushButton *button(const QString &text, const QString &objectName, QWidget *parent, ButtonRole role)
{
    auto *made = new QPushButton(text, parent);
    made->setObjectName(objectName);
    made->setAutoDefault(false);
    setButtonRole(made, role);
    return made;
}

} // namespace

QPushButton *primaryButton(const QString &text, const QString &objectName, QWidget *parent)
{
    return button(text, objectName, parent, ButtonRole::Primary);
}

QPushButton *quietButton(const QString &text, const QString &objectName, QWidget *parent)
{
    return button(text, objectName, parent, ButtonRole::Plain);
}

QPushButton *linkButton(const QString &text, const QString &objectName, QWidget *parent)
{
    QPushButton *link = button(text, objectName, parent, ButtonRole::Link);
    link->setProperty("slipwayTight", true);
    link->setCursor(Qt::PointingHandCursor);
    return link;
}

void setButtonRole(QPushButton *button, ButtonRole role)
{
    button->setProperty("slipwayRole", int(role));
    QFont font = textFont(TextSize::Body);
    if (role == ButtonRole::Primary || role == ButtonRole::Danger)
        font.setWeight(QFont::Medium);
    button->setFont(font);
    button->update();
}

QToolButton *iconButton(Icon shape, const QString &name, const QString &objectName, QWidget *parent)
{
    auto *made = new QToolButton(parent);
    made->setIcon(icon(shape));
    made->setIconSize({metric::smallIcon, metric::smallIcon});
    made->setFixedSize(metric::control, metric::control);
    made->setToolTip(name);
    made->setAccessibleName(name);
    made->setObjectName(objectName);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

QToolButton *labelledButton(Icon shape, const QString &text, const QString &objectName, QWidget *parent)
{
    QToolButton *made = iconButton(shape, text, objectName, parent);
    made->setText(text);
    made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    made->setMinimumWidth(0);
    made->setMaximumWidth(QWIDGETSIZE_MAX);
    return made;
}

QToolButton *actionButton(QAction *action, bool withText, QWidget *parent)
{
    auto *made = new QToolButton(parent);
    made->setDefaultAction(action);
    made->setIconSize({metric::smallIcon, metric::smallIcon});
    made->setToolButtonStyle(withText ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    made->setFixedHeight(metric::control);
    made->setAccessibleName(action->text());
    made->setObjectName(action->objectName() + QStringLiteral(".button"));
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

QLabel *textLabel(const QString &text, TextSize size, QWidget *parent, bool muted, bool wrap)
{
    auto *label = new TextLabel(text, size, muted, parent);
    label->setWordWrap(wrap);
    return label;
}

QWidget *separatorLine(Qt::Orientation orientation, QWidget *parent)
{
    return new Separator(orientation, parent);
}

} // namespace slipway
