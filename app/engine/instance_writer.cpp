#include "app/engine/instance_writer.h"

#include "app/engine/instance_book.h"

#include <memory>
#include <utility>

namespace slipway {

namespace {

using Waiting = std::vector<std::pair<InstanceId, std::vector<std::function<void()>>>>;

} // namespace

Transaction InstanceWriter::prepare(InstanceChange change)
{
    markBusy(change);
    Transaction transaction;
    transaction.changes = change.alongside;
    transaction.changes.insert(transaction.changes.begin(), change.rows.begin(), change.rows.end());
    transaction.events.assign(change.rows.begin(), change.rows.end());
    const auto shared = std::make_shared<InstanceChange>(std::move(change));
    transaction.apply = [this, shared] { apply(*shared); };
    transaction.abandon = [this, shared] {
        for (const Instance &row : shared->rows)
            free(row.id);
    };
    return transaction;
}

void InstanceWriter::record(InstanceChange change, std::function<void()> then)
{
    m_journal.commitFact(prepare(std::move(change)), std::move(then));
}

void InstanceWriter::tryRecord(InstanceChange change, Answer<> answer)
{
    m_journal.commit(prepare(std::move(change)), std::move(answer));
}

bool InstanceWriter::isBusy(InstanceId id) const
{
    const InstanceRecord *record = m_book.find(id);
    return record ? record->busy : m_unrecorded.contains(id.value());
}

void InstanceWriter::whenFree(InstanceId id, std::function<void()> action)
{
    InstanceRecord *record = m_book.find(id);
    const auto unrecorded = m_unrecorded.find(id.value());
    if (record && record->busy)
        record->whenFree.push_back(std::move(action));
    else if (!record && unrecorded != m_unrecorded.end())
        unrecorded->second.push_back(std::move(action));
    else
        action();
}

void InstanceWriter::markBusy(const InstanceChange &change)
{
    for (const Instance &row : change.rows) {
        if (InstanceRecord *record = m_book.find(row.id))
            record->busy = true;
        else
            m_unrecorded.try_emplace(row.id.value());
    }
}

void InstanceWriter::apply(const InstanceChange &change)
{
    std::vector<AppliedInstance> applied;
    applied.reserve(change.rows.size());
    Waiting waiting;
    for (const Instance &row : change.rows) {
        InstanceRecord *record = m_book.find(row.id);
        applied.push_back({record ? record->instance : Instance{}, row, m_book.hasSucceeded(row.id)});
        std::vector<std::function<void()>> actions;
        if (record) {
            record->busy = false;
            actions = std::exchange(record->whenFree, {});
        } else if (auto unrecorded = m_unrecorded.extract(row.id.value())) {
            actions = std::move(unrecorded.mapped());
        }
        if (!actions.empty())
            waiting.emplace_back(row.id, std::move(actions));
        m_book.put(row);
    }
    renew(change);
    applyAlongside(change);
    for (auto &[id, actions] : waiting) {
        for (auto &action : actions)
            whenFree(id, std::move(action));
    }
    for (const Applied &listener : m_applied)
        listener(applied);
}

void InstanceWriter::renew(const InstanceChange &change)
{
    for (const InstanceId id : change.succeeded)
        m_book.rememberSuccess(id);
    for (const InstanceDependency &dependency : change.renewed)
        m_book.unlinkAll(dependency.child);
    for (const InstanceDependency &dependency : change.renewed)
        m_book.link(dependency);
}

void InstanceWriter::applyAlongside(const InstanceChange &change)
{
    for (const Change &alongside : change.alongside) {
        if (const auto *dependency = std::get_if<InstanceDependency>(&alongside)) {
            m_book.link(*dependency);
        } else if (const auto *removed = std::get_if<RemoveDependency>(&alongside)) {
            m_book.unlink(*removed);
        } else if (const auto *day = std::get_if<GeneratedDay>(&alongside)) {
            m_book.setGenerated(*day);
        } else if (const auto *attempt = std::get_if<Attempt>(&alongside);
                   attempt && attempt->end == AttemptEnd::None) {
            if (InstanceRecord *record = m_book.find(attempt->instance))
                record->attempt = *attempt;
        }
    }
}

void InstanceWriter::free(InstanceId id)
{
    std::vector<std::function<void()>> actions;
    if (InstanceRecord *record = m_book.find(id)) {
        record->busy = false;
        actions = std::exchange(record->whenFree, {});
    } else if (auto unrecorded = m_unrecorded.extract(id.value())) {
        actions = std::move(unrecorded.mapped());
    }
    for (auto &action : actions)
        whenFree(id, std::move(action));
}

} // namespace slipway
