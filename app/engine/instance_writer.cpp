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
        std::vector<InstanceId> ids;
        for (const Instance &row : shared->rows)
            ids.push_back(row.id);
        free(ids);
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

void InstanceWriter::recordAttempt(const Attempt &attempt)
{
    InstanceRecord *record = m_book.find(attempt.instance);
    if (!record)
        return;
    record->busy = true;
    Transaction transaction{{attempt}, {}};
    transaction.apply = [this, attempt] {
        if (InstanceRecord *found = m_book.find(attempt.instance))
            found->attempt = attempt;
    };
    m_journal.commitFact(std::move(transaction), [this, id = attempt.instance] { free({id}); });
}

void InstanceWriter::whenFree(InstanceId id, std::function<void()> action)
{
    InstanceRecord *record = m_book.find(id);
    if (record && record->busy)
        record->whenFree.push_back(std::move(action));
    else
        action();
}

void InstanceWriter::markBusy(const InstanceChange &change)
{
    for (const Instance &row : change.rows) {
        if (InstanceRecord *record = m_book.find(row.id))
            record->busy = true;
    }
}

void InstanceWriter::apply(const InstanceChange &change)
{
    std::vector<AppliedInstance> applied;
    Waiting waiting;
    for (const Instance &row : change.rows) {
        InstanceRecord *record = m_book.find(row.id);
        applied.push_back({record ? record->instance : Instance{}, row});
        if (record) {
            record->busy = false;
            waiting.emplace_back(row.id, std::exchange(record->whenFree, {}));
        }
        m_book.put(row);
    }
    for (const Change &alongside : change.alongside) {
        if (const auto *dependency = std::get_if<InstanceDependency>(&alongside))
            m_book.link(*dependency);
        else if (const auto *day = std::get_if<GeneratedDay>(&alongside))
            m_book.setGenerated(*day);
        else if (const auto *attempt = std::get_if<Attempt>(&alongside); attempt && attempt->end == AttemptEnd::None) {
            if (InstanceRecord *record = m_book.find(attempt->instance))
                record->attempt = *attempt;
        }
    }
    for (auto &[id, actions] : waiting) {
        for (auto &action : actions)
            whenFree(id, std::move(action));
    }
    if (m_applied)
        m_applied(applied);
}

void InstanceWriter::free(const std::vector<InstanceId> &ids)
{
    for (const InstanceId id : ids) {
        InstanceRecord *record = m_book.find(id);
        if (!record)
            continue;
        record->busy = false;
        for (auto &action : std::exchange(record->whenFree, {}))
            whenFree(id, std::move(action));
    }
}

} // namespace slipway
