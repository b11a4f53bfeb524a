#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>

namespace slipway {

// A 64-bit identifier that cannot be mixed up with another kind's. 0 means "none".
template <class Tag>
class Id
{
public:
    constexpr Id() = default;
    constexpr explicit Id(qint64 value) : m_value(value) {}

    constexpr qint64 value() const { return m_value; }
    constexpr bool isValid() const { return m_value != 0; }
    QString toString() const { return QString::number(m_value); }

    friend constexpr auto operator<=>(Id, Id) = default;
    friend size_t qHash(Id id, size_t seed = 0) noexcept { return ::qHash(id.m_value, seed); }

private:
    qint64 m_value = 0;
};

using WorkspaceId = Id<struct WorkspaceTag>;
using ResourceGroupId = Id<struct ResourceGroupTag>;
using WorkflowId = Id<struct WorkflowTag>;
using FileId = Id<struct FileTag>; // the editable draft of a node
using NodeId = Id<struct NodeTag>; // exists from the first commit on; never equal to a FileId by meaning
using InstanceId = Id<struct InstanceTag>;
using DagId = Id<struct DagTag>; // all instances of one trigger: a day, a backfill date, a one-off run

} // namespace slipway
