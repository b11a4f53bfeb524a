#pragma once

#include "models/domain/instant.h"

#include <QStyledItemDelegate>

#include <functional>

namespace slipway {

// Writes the moment that an index gives for InstantRole in words of the caller's choice ("2 h ago").
class TimeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using Words = std::function<QString(Instant)>;

    TimeDelegate(Words words, QObject *parent);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    Words m_words;
};

} // namespace slipway
