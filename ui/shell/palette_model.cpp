#include "ui/shell/palette_model.h"

#include "models/items/fuzzy_match.h"

#include <algorithm>

namespace slipway {

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const PaletteEntry *item = itemAt(index);
    if (!item)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return item->title;
    case HintRole:
        return item->hint;
    case IconRole:
        return int(item->icon);
    case PositionsRole:
        return QVariant::fromValue(m_shown.at(index.row()).positions);
    default:
        return {};
    }
}

void PaletteModel::setItems(const QList<PaletteEntry> &items)
{
    m_items = items;
    update();
}

void PaletteModel::setPattern(const QString &pattern)
{
    m_pattern = pattern;
    update();
}

const PaletteEntry *PaletteModel::itemAt(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_shown.size() ? &m_items.at(m_shown.at(index.row()).item) : nullptr;
}

void PaletteModel::update()
{
    beginResetModel();
    m_shown.clear();
    for (int at = 0; at < m_items.size(); ++at) {
        if (const auto match = fuzzyMatch(m_items.at(at).title, m_pattern))
            m_shown.append({at, match->score, match->positions});
    }
    std::stable_sort(m_shown.begin(), m_shown.end(), [](const Shown &a, const Shown &b) { return a.score > b.score; });
    endResetModel();
}

} // namespace slipway
