#include "widgets/editor/find_bar.h"

#include "widgets/kit/buttons.h"
#include "widgets/kit/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

namespace slipway {

FindBar::FindBar(QWidget *parent) : QWidget(parent), m_text(new QLineEdit(this))
{
    m_text->setObjectName(QStringLiteral("findText"));
    m_text->setAccessibleName(tr("Find in script"));
    m_text->setPlaceholderText(tr("Find in script"));
    QToolButton *up = iconButton(Icon::ChevronUp, tr("Previous match"), QStringLiteral("findPrevious"), this);
    QToolButton *down = iconButton(Icon::ChevronDown, tr("Next match"), QStringLiteral("findNext"), this);
    QToolButton *close = iconButton(Icon::Close, tr("Close"), QStringLiteral("findClose"), this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::s, spacing::xs, spacing::s, spacing::xs);
    layout->setSpacing(spacing::xs);
    layout->addWidget(m_text, 1);
    for (QToolButton *button : {up, down, close})
        layout->addWidget(button);
    connect(m_text, &QLineEdit::returnPressed, this, [this] { find(true); });
    connect(up, &QToolButton::clicked, this, [this] { find(false); });
    connect(down, &QToolButton::clicked, this, [this] { find(true); });
    connect(close, &QToolButton::clicked, this, &FindBar::closeBar);
    hide();
}

void FindBar::open(const QString &text)
{
    if (!text.isEmpty())
        m_text->setText(text);
    show();
    m_text->selectAll();
    m_text->setFocus();
}

void FindBar::find(bool forwards)
{
    if (!m_text->text().isEmpty())
        emit findRequested(m_text->text(), forwards);
}

void FindBar::closeBar()
{
    hide();
    emit closed();
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        closeBar();
    else
        QWidget::keyPressEvent(event);
}

} // namespace slipway
