#include "app/engine/journal.h"

#include "app/engine/clock.h"
#include "app/engine/timer_queue.h"

#include <utility>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis retryInterval{2000};

} // namespace

void Journal::commit(Transaction transaction, Done done)
{
    const auto shared = std::make_shared<Transaction>(std::move(transaction));
    write(shared, [shared, done = std::move(done)](const Outcome<> &outcome) {
        if (!outcome && shared->abandon)
            shared->abandon();
        done(outcome);
    });
}

void Journal::commitFact(Transaction transaction, std::function<void()> then)
{
    writeFact(std::make_shared<Transaction>(std::move(transaction)), std::move(then));
}

void Journal::writeFact(const std::shared_ptr<Transaction> &transaction, std::function<void()> then)
{
    write(transaction, [this, transaction, then = std::move(then)](const Outcome<> &outcome) {
        if (outcome) {
            then();
            return;
        }
        m_parts.timers.at(m_parts.clock.now() + retryInterval,
                          [this, transaction, then] { writeFact(transaction, then); });
    });
}

void Journal::write(const std::shared_ptr<Transaction> &transaction, Done done)
{
    if (transaction->changes.empty()) {
        done({});
        return;
    }
    ++m_underWay;
    m_parts.store.commit(transaction->changes, [this, transaction, done = std::move(done)](const Outcome<> &outcome) {
        --m_underWay;
        noteOutcome(outcome);
        if (outcome) {
            if (transaction->apply)
                transaction->apply();
            for (const Event &event : transaction->events)
                m_parts.events.publish(event);
        }
        done(outcome);
        whenIdle({});
    });
}

void Journal::noteOutcome(const Outcome<> &outcome)
{
    if (outcome)
        m_problem.reset();
    else if (outcome.failed())
        m_problem = outcome.error();
    else
        m_problem = Error::internal(u"The store gave up a change."_s);
}

void Journal::whenIdle(std::function<void()> then)
{
    if (then)
        m_whenIdle.push_back(std::move(then));
    if (m_underWay > 0)
        return;
    for (const auto &waiting : std::exchange(m_whenIdle, {}))
        waiting();
}

} // namespace slipway
