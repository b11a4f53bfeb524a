#pragma once

#include "app/engine/instance_book.h"

#include <QTimeZone>

namespace slipway {

class CatalogState;
class Clock;
class NodeTurns;
class ResourceGroups;

// Why an instance does not run, as of now: one line that names what it waits for.
class WaitReasons
{
public:
    struct Parts
    {
        const CatalogState &catalog;
        const InstanceBook &book;
        const ResourceGroups &groups;
        const NodeTurns &turns;
        const Clock &clock;
    };
    explicit WaitReasons(const Parts &parts) : m_parts(parts) {}

    // Empty while it runs.
    QString of(const InstanceRecord &record) const { return of(record, record.instance); }
    // With `row` in place of the record's own instance.
    QString of(const InstanceRecord &record, const Instance &row) const;

    // Why it was a dry run: one of the cycle before was.
    QString dryRunAfter(InstanceId before) const;

    // The engine starts nothing more.
    void engineStops() { m_stopping = true; }

private:
    struct Blocker
    {
        InstanceMark mark; // without an id: the parent has no instance
        bool frozen = false;
        bool previousCycle = false;
    };

    std::optional<Blocker> blockerOf(const InstanceRecord &record) const;
    // Follows the blockers up to the one that waits for nobody.
    Blocker rootOf(const Blocker &blocker) const;
    QString turnReason(const Instance &instance, InstanceId blocker) const;
    QString slotReason(const Instance &instance) const;
    QString parentReason(const InstanceRecord &record) const;
    QString isolatedReason(const InstanceRecord &record) const;
    QString nameOf(const InstanceMark &mark) const;

    Parts m_parts;
    bool m_stopping = false;
};

} // namespace slipway
