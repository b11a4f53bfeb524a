#include "models/domain/deadlocks.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace slipway {

namespace {

using Neighbours = QHash<InstanceId, std::vector<InstanceId>>;

// Instances that stay when, again and again, those are taken away that wait for nobody: the ones in rings and the ones
// that wait for them.
QSet<InstanceId> stuck(const std::vector<InstanceDependency> &links)
{
    QHash<InstanceId, int> waits;
    Neighbours children;
    for (const InstanceDependency &link : links) {
        ++waits[link.child];
        children[link.parent].push_back(link.child);
    }
    std::vector<InstanceId> free;
    for (auto it = children.keyBegin(); it != children.keyEnd(); ++it) {
        if (!waits.contains(*it))
            free.push_back(*it);
    }
    while (!free.empty()) {
        const InstanceId parent = free.back();
        free.pop_back();
        for (const InstanceId child : children.value(parent)) {
            if (--waits[child] == 0) {
                waits.remove(child);
                free.push_back(child);
            }
        }
    }
    return {waits.keyBegin(), waits.keyEnd()};
}

bool waitsFor(const Neighbours &parents, InstanceId from, InstanceId wanted)
{
    QSet<InstanceId> seen{from};
    std::vector<InstanceId> open{from};
    while (!open.empty()) {
        const InstanceId id = open.back();
        open.pop_back();
        if (id == wanted)
            return true;
        const auto found = parents.constFind(id);
        if (found == parents.cend())
            continue;
        for (const InstanceId parent : *found) {
            if (!seen.contains(parent)) {
                seen.insert(parent);
                open.push_back(parent);
            }
        }
    }
    return false;
}

} // namespace

void removeDeadlocks(std::vector<InstanceDependency> &links)
{
    if (std::none_of(links.begin(), links.end(), [](const InstanceDependency &link) { return link.crossCycle; }))
        return;
    const QSet<InstanceId> left = stuck(links);
    if (left.isEmpty())
        return;
    Neighbours parents;
    for (const InstanceDependency &link : links) {
        if (left.contains(link.child) && left.contains(link.parent))
            parents[link.child].push_back(link.parent);
    }
    std::erase_if(links, [&](const InstanceDependency &link) {
        if (!link.crossCycle || !left.contains(link.child) || !waitsFor(parents, link.parent, link.child))
            return false;
        std::erase(parents[link.child], link.parent);
        return true;
    });
}

} // namespace slipway
