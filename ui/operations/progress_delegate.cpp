#include "ui/operations/progress_delegate.h"

#include "models/items/backfill_tree.h"
#include "widgets/kit/share_bar.h"
#include "widgets/kit/theme.h"

#include <QApplication>
#include <QPainter>

namespace slipway {

namespace {
constexpr int barHeight = 8;
constexpr int figureWidth = 76;
} // namespace

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem row(option);
    initStyleOption(&row, index);
    row.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &row, painter, option.widget);
    const QVariant value = index.data(BackfillTree::ProgressRole);
    if (!value.canConvert<Progress>())
        return;
    const auto progress = value.value<Progress>();
    const Theme theme = Theme::of(option.palette);
    const QRect place = option.rect.adjusted(spacing::s, 0, -spacing::s, 0);
    const QRectF bar(place.left(), place.center().y() - barHeight / 2.0 + 1, place.width() - figureWidth, barHeight);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintShares(painter, bar, {{StateKind::Success, progress.succeeded}, {StateKind::Failure, progress.failed}}, theme,
                progress.total);
    painter->setFont(option.font);
    painter->setPen(theme.colour(progress.total > 0 ? Token::Text : Token::TextMuted));
    const QString figure = progress.total > 0
                               ? tr("%L1 of %L2").arg(progress.succeeded + progress.failed).arg(progress.total)
                               : QStringLiteral("–");
    painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, figure);
    painter->restore();
}

} // namespace slipway
