#pragma once

#include "app/engine/store.h"
#include "models/domain/dependencies.h"
#include "models/domain/instance.h"

#include <QHash>
#include <QSet>
#include <QTimeZone>

#include <vector>

namespace slipway {

class CatalogState;
class InstanceBook;

// Finds which instances of a day wait for which, by the rules of models/domain/dependencies.h, among what is planned
// and what the book already has.
class InstanceLinker
{
public:
    // What becomes of a child whose parent has no instance on the day.
    enum class Absent { Isolates, Ignored };
    InstanceLinker(const CatalogState &catalog, const InstanceBook &book, const QTimeZone &zone, QDate day,
                   Absent absent = Absent::Isolates);

    // Planned instances of the day; they must outlive the linker's use.
    void add(const std::vector<Instance> &planned);
    // Planned instances whose change is on its way to the store; they must outlive the linker's use. Others may wait
    // for them; what they wait for themselves is settled.
    void addUnderWay(const std::vector<Instance> &planned);
    // A node in the version that is about to be committed; the catalogue still has the one before, or none.
    void useVersion(const Node &node) { m_version = &node; }
    // An instance that exists already and shall be linked anew.
    void addExisting(InstanceId id) { m_existing.insert(id); }
    // The links of the planned, unfinished instances of `child`, and of those to link anew. A parent that has no
    // instance on the day leaves a link to no instance: the child is isolated (reference: dataworks 3.4).
    std::vector<InstanceDependency> linksOf(const Node &child);
    // The state and, for the reason, the moment and node of a planned or known instance.
    InstanceMark markOf(InstanceId id) const;
    // Its node's name; empty for no instance.
    QString nameOf(InstanceId id) const;

private:
    struct Side
    {
        DependencySide times;
        std::vector<InstanceId> today;
        std::vector<InstanceId> yesterday;
    };

    const Side &sideOf(const Node &node);
    const Node *nodeOffering(const QString &output) const;
    QList<const Node *> nodesWaitingFor(const QString &output) const;
    void linkSameCycle(const Node &child, const Side &own, std::vector<InstanceDependency> &links);
    void linkPreviousCycle(const Node &child, const Side &own, std::vector<InstanceDependency> &links);
    std::vector<const Node *> previousCycleNodes(const Node &child) const;
    void append(const QList<DependencyLink> &found, const Side &own, const Side &other, bool crossCycle,
                std::vector<InstanceDependency> &links) const;
    bool isWanted(InstanceId id) const;
    const Instance *newlyMade(InstanceId id) const;

    const CatalogState &m_catalog;
    const InstanceBook &m_book;
    Instant m_yesterday; // first moments of the three days
    Instant m_today;
    Instant m_tomorrow;
    QHash<NodeId, std::vector<const Instance *>> m_plannedOf;
    QHash<InstanceId, const Instance *> m_planned;
    QHash<InstanceId, const Instance *> m_underWay;
    QSet<InstanceId> m_existing;
    QHash<NodeId, Side> m_sides;
    Absent m_absent;
    const Node *m_version = nullptr;
};

} // namespace slipway
