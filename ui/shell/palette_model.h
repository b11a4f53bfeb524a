#pragma once

#include "models/items/roles.h"
#include "models/items/target.h"
#include "widgets/kit/icons.h"

#include <QAbstractListModel>
#include <QAction>
#include <QPointer>

namespace slipway {

// One line of the palette: an action to run or an object to go to.
struct PaletteEntry
{
    QString title;
    QString hint; // keys of an action, place of an object
    Icon icon = Icon::ChevronRight;
    QPointer<QAction> action;
    Target target;
};

// The items that match what was typed, best first.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Roles { HintRole = FirstFreeRole, IconRole, PositionsRole };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    void setItems(const QList<PaletteEntry> &items);
    void setPattern(const QString &pattern);
    const PaletteEntry *itemAt(const QModelIndex &index) const;

private:
    struct Shown
    {
        int item = 0;
        int score = 0;
        QList<int> positions;
    };
    void update();

    QList<PaletteEntry> m_items;
    QList<Shown> m_shown;
    QString m_pattern;
};

} // namespace slipway
