#pragma once

#include "models/domain/comparison.h"
#include "models/items/keyed_table.h"
#include "models/items/roles.h"

#include <QHash>
#include <QTimeZone>

namespace slipway {

// A fact of two instances, in words.
struct ComparedFact
{
    QString field;
    QString left;
    QString right;
    bool differs = false;

    friend bool operator==(const ComparedFact &, const ComparedFact &) = default;
};

// What two instances are and were run with; those rows that differ are marked.
class ComparisonTable : public KeyedTable<ComparedFact, QString>
{
    Q_OBJECT

public:
    enum Column { Field, Left, Right, ColumnCount };
    enum Role { DiffersRole = FirstFreeRole }; // bool

    explicit ComparisonTable(QObject *parent = nullptr);

    // Groups by identifier, as people know them.
    void setComparison(const InstanceComparison &comparison, const QTimeZone &zone,
                       const QHash<QString, QString> &groupNames);

protected:
    QVariant cell(const ComparedFact &fact, int column, int role) const override;
    QString key(const ComparedFact &fact) const override { return fact.field; }
};

} // namespace slipway
