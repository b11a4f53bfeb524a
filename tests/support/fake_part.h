#pragma once

#include "models/backend/reply.h"
#include "tests/support/fake_backends.h"

#include <QPromise>
#include <QTimer>

#include <memory>

namespace slipway {

// What all fake backends do alike: note the call, answer in the next turn of the event loop, fail or be silent on
// demand.
class Fake
{
public:
    Fake(FakeWorld &world, FakeEventFeed &feed) : m_world(world), m_feed(feed) {}

protected:
    template <class T>
    Reply<T> answer(const QString &call, const Outcome<T> &outcome)
    {
        m_world.calls.append(call);
        auto promise = std::make_shared<QPromise<Outcome<T>>>();
        promise->start();
        if (m_world.silent) {
            m_open.append(promise);
            return promise->future();
        }
        // As over the network: never before control is back in the event loop.
        const Outcome<T> result = m_world.failure ? Outcome<T>(*m_world.failure) : outcome;
        QTimer::singleShot(0, &m_feed, [promise, result] {
            promise->addResult(result);
            promise->finish();
        });
        return promise->future();
    }
    bool refuses() const { return m_world.failure || m_world.silent; }

    FakeWorld &m_world;
    FakeEventFeed &m_feed;

private:
    QList<std::shared_ptr<void>> m_open;
};

inline Error missing(const QString &what)
{
    return Error::notFound(QStringLiteral("NotFound"), QStringLiteral("There is no such %1.").arg(what));
}

} // namespace slipway
