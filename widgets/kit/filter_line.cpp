#include "widgets/kit/filter_line.h"

#include "models/items/filter_proxy.h"
#include "widgets/kit/icons.h"

#include <QAction>
#include <QKeyEvent>
#include <QTimer>

namespace slipway {

FilterLine::FilterLine(const QString &placeholder, QWidget *parent) : QLineEdit(parent), m_settle(new QTimer(this))
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setClearButtonEnabled(true);
    addAction(icon(Icon::Search), QLineEdit::LeadingPosition)->setText(placeholder);
    if (auto *clear = findChild<QAction *>(QStringLiteral("_q_qlineeditclearaction")))
        clear->setText(tr("Clear"));
    setTextMargins(-spacing::xs, 0, 0, 0); // the icon has its own room
    m_settle->setSingleShot(true);
    m_settle->setInterval(120);
    connect(this, &QLineEdit::textChanged, m_settle, qOverload<>(&QTimer::start));
    connect(m_settle, &QTimer::timeout, this, [this] { emit filterChanged(text().trimmed()); });
}

void FilterLine::attachTo(FilterProxy *proxy)
{
    connect(this, &FilterLine::filterChanged, proxy, &FilterProxy::setFilterText);
}

void FilterLine::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace slipway
