#pragma once

#include "models/domain/resource_group.h"
#include "models/domain/workspace.h"
#include "models/items/keyed_table.h"
#include "models/items/roles.h"

#include <QTimeZone>

namespace slipway {

// Exclusive resource groups as the Resource Groups page lists them.
class ResourceGroupTable : public KeyedTable<ResourceGroup, ResourceGroupId>
{
    Q_OBJECT

public:
    enum Column { Name, Description, Type, Status, Slots, Workspaces, Created, Actions, ColumnCount };

    explicit ResourceGroupTable(QObject *parent = nullptr);

    // Needed for the names of bound workspaces.
    void setWorkspaces(const QList<Workspace> &workspaces);
    void setTimeZone(const QTimeZone &zone);

protected:
    QVariant cell(const ResourceGroup &group, int column, int role) const override;
    ResourceGroupId key(const ResourceGroup &group) const override { return group.id; }

private:
    QString text(const ResourceGroup &group, int column) const;
    QString toolTip(const ResourceGroup &group, int column) const;
    QVariant sortValue(const ResourceGroup &group, int column) const;
    QString workspaceNames(const ResourceGroup &group) const;

    QList<Workspace> m_workspaces;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace slipway
