#include "widgets/kit/side_panel.h"

#include "widgets/kit/buttons.h"
#include "widgets/kit/message_bar.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace slipway {

using namespace Qt::StringLiterals;

SidePanel::SidePanel(const QString &title, int width, QWidget *parent)
    : QFrame(parent),
      m_width(width),
      m_title(textLabel(title, TextSize::Section, this)),
      m_bar(new MessageBar(this)),
      m_scroll(new QScrollArea(this)),
      m_footer(new QHBoxLayout)
{
    setAccessibleName(title);
    setFixedWidth(width);
    setFocusPolicy(Qt::StrongFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(spacing::xl, spacing::m, spacing::m, spacing::m);
    header->addWidget(m_title, 1);
    QToolButton *close = iconButton(Icon::Close, tr("Close"), u"sidePanelClose"_s, this);
    header->addWidget(close);
    column->addLayout(header);
    column->addWidget(separatorLine(Qt::Horizontal, this));
    auto *barRow = new QHBoxLayout;
    barRow->setContentsMargins(spacing::l, spacing::s, spacing::l, 0);
    barRow->addWidget(m_bar);
    column->addLayout(barRow);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    column->addWidget(m_scroll, 1);
    column->addWidget(separatorLine(Qt::Horizontal, this));
    m_footer->setContentsMargins(spacing::xl, spacing::m, spacing::xl, spacing::m);
    m_footer->setSpacing(spacing::s);
    m_footer->addStretch();
    column->addLayout(m_footer);
    connect(close, &QToolButton::clicked, this, &SidePanel::closePanel);
}

void SidePanel::setContent(QWidget *content)
{
    auto *holder = new QWidget(this);
    holder->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(spacing::xl, spacing::l, spacing::xl, spacing::l);
    column->addWidget(content);
    column->addStretch();
    m_scroll->setWidget(holder);
    holder->setAutoFillBackground(false);
}

void SidePanel::addFooterButton(QWidget *button)
{
    m_footer->addWidget(button);
}

void SidePanel::attachTo(QWidget *host)
{
    m_host = host;
    setParent(host);
    host->installEventFilter(this);
    hide();
}

void SidePanel::open()
{
    m_before = QApplication::focusWidget();
    place();
    show();
    raise();
    setFocus();
}

void SidePanel::closePanel()
{
    if (isHidden())
        return;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget()) || hasFocus();
    hide();
    if (hadFocus && m_before)
        m_before->setFocus(Qt::PopupFocusReason);
    emit closed();
}

void SidePanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        closePanel();
        return;
    }
    QFrame::keyPressEvent(event);
}

void SidePanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = Theme::of(this);
    painter.fillRect(rect(), theme.colour(Token::Surface));
    painter.fillRect(QRect(0, 0, 1, height()), theme.colour(Token::Border));
}

bool SidePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_host && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void SidePanel::place()
{
    if (m_host)
        setGeometry(m_host->width() - m_width, 0, m_width, m_host->height());
}

} // namespace slipway
