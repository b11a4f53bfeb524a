#include "ui/operations/reason_label.h"

#include "models/domain/blockers.h"
#include "widgets/kit/theme.h"

namespace slipway {

QList<ReasonPart> reasonParts(const QString &reason)
{
    QList<ReasonPart> parts;
    int from = 0;
    int which = 0;
    for (const NamedInstance &named : instancesNamedIn(reason)) {
        if (named.begin > from)
            parts.append({reason.mid(from, named.begin - from), -1});
        parts.append({plainReason(reason.mid(named.begin, named.length)), which++});
        from = named.begin + named.length;
    }
    if (from < reason.size())
        parts.append({plainReason(reason.mid(from)), -1});
    return parts;
}

QString fitted(const QString &text, const QFontMetrics &metrics, int room)
{
    return metrics.horizontalAdvance(text) <= room ? text : metrics.elidedText(text, Qt::ElideRight, room);
}

ReasonLabel::ReasonLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::RichText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setWordWrap(false);
    connect(this, &QLabel::linkActivated, this, [this](const QString &link) { emit blockerRequested(link.toInt()); });
}

void ReasonLabel::setReason(const QString &reason)
{
    if (reason == m_reason)
        return;
    m_reason = reason;
    const QString plain = plainReason(reason);
    // Tab stops only where there is a place to go to.
    const bool leads = !instancesNamedIn(reason).isEmpty();
    setTextInteractionFlags(leads ? Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard
                                  : Qt::TextInteractionFlags(Qt::TextSelectableByMouse));
    setToolTip(plain.toHtmlEscaped());
    setAccessibleName(plain);
    fit();
}

QSize ReasonLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, fontMetrics().height() + 2};
}

void ReasonLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    fit();
}

// What does not fit is left out, with an ellipsis, from the end.
void ReasonLabel::fit()
{
    QString html;
    int room = contentsRect().width();
    for (const ReasonPart &part : reasonParts(m_reason)) {
        const int needed = fontMetrics().horizontalAdvance(part.text);
        const QString text = fitted(part.text, fontMetrics(), room).toHtmlEscaped();
        html += part.blocker < 0 ? text : QStringLiteral("<a href=\"%1\">%2</a>").arg(part.blocker).arg(text);
        room -= needed;
        if (room < 0)
            break;
    }
    setText(html);
}

} // namespace slipway
