#pragma once

#include "app/engine/answer.h"
#include "app/engine/journal.h"
#include "models/domain/instance.h"

#include <functional>
#include <unordered_map>
#include <vector>

namespace slipway {

class InstanceBook;

// Instances as they shall be, new ones included, with what belongs to the same transaction.
struct InstanceChange
{
    std::vector<Instance> rows;
    Changes alongside; // attempts, dependencies, generated days
    // For instances that wait for their parents again: all their dependencies, which the store has already, and which
    // parents outside the change have succeeded.
    std::vector<InstanceDependency> renewed = {};
    std::vector<InstanceId> succeeded = {};

    bool isEmpty() const { return rows.empty() && alongside.empty(); }
};

// A change that has become durable; `before` has no id for a new instance, and for a finished one.
struct AppliedInstance
{
    Instance before;
    Instance after;
    bool hadSucceeded = false;
};

// The only way to change an instance. While a change is on its way the record is busy, and whoever wants the next
// change waits by whenFree(), so that no two of them ever start from the same state.
class InstanceWriter
{
public:
    using Applied = std::function<void(const std::vector<AppliedInstance> &)>;

    InstanceWriter(InstanceBook &book, Journal &journal) : m_book(book), m_journal(journal) {}

    // Told of every change, when it is durable and in memory, in the order of the calls.
    void onApplied(Applied applied) { m_applied.push_back(std::move(applied)); }

    // A transaction for somebody who commits more with it. From here on the records are busy.
    Transaction prepare(InstanceChange change);
    // What has happened: repeated until it is durable.
    void record(
        InstanceChange change, std::function<void()> then = [] {});
    // What may fail.
    void tryRecord(InstanceChange change, Answer<> answer);

    // At once when the record is free, or not there. Actions run in the order they were asked for.
    void whenFree(InstanceId id, std::function<void()> action);
    bool isBusy(InstanceId id) const;

private:
    void apply(const InstanceChange &change);
    void applyAlongside(const InstanceChange &change);
    void renew(const InstanceChange &change);
    void free(InstanceId id);
    void markBusy(const InstanceChange &change);

    InstanceBook &m_book;
    Journal &m_journal;
    std::vector<Applied> m_applied;
    // Of instances that have no record yet: new ones, and finished ones that are opened again.
    std::unordered_map<qint64, std::vector<std::function<void()>>> m_unrecorded;
};

} // namespace slipway
