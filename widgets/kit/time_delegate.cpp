#include "widgets/kit/time_delegate.h"

#include "models/items/roles.h"

namespace slipway {

TimeDelegate::TimeDelegate(Words words, QObject *parent) : QStyledItemDelegate(parent), m_words(std::move(words)) {}

void TimeDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->text = m_words(fromMillis(index.data(InstantRole).toLongLong()));
}

} // namespace slipway
