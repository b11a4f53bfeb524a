#pragma once

#include "app/engine/answer.h"
#include "app/engine/journal.h"

#include <deque>
#include <functional>

namespace slipway {

// What a command wants to change, and its answer.
template <class T>
struct Plan
{
    Transaction transaction;
    T result;
};

// Commands one after another: each is checked against a memory in which all earlier ones are durable or refused.
class CommandQueue
{
public:
    explicit CommandQueue(Journal &journal) : m_journal(journal) {}

    // `prepare` runs when its turn comes; it checks and plans, and changes nothing itself.
    template <class T>
    void submit(std::function<Outcome<Plan<T>>()> prepare, Answer<T> answer)
    {
        enqueue([this, prepare = std::move(prepare), answer = std::move(answer)] {
            Outcome<Plan<T>> plan = prepare();
            if (!plan) {
                answer(plan.error());
                release();
                return;
            }
            m_journal.commit(std::move(plan.value().transaction),
                             [this, answer, result = std::move(plan.value().result)](const Outcome<> &outcome) {
                                 if (outcome)
                                     answer(result);
                                 else
                                     answer(refusal(outcome));
                                 release();
                             });
        });
    }

private:
    static Error refusal(const Outcome<> &outcome);
    void enqueue(std::function<void()> command);
    void release();
    void run();

    Journal &m_journal;
    std::deque<std::function<void()>> m_waiting;
    bool m_busy = false;    // a command is under way
    bool m_running = false; // run() is on the stack
};

} // namespace slipway
