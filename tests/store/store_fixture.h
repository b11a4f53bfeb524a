#pragma once

#include "app/store/sqlite_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

// A store in a folder of its own, and answers waited for.
class StoreFixture
{
public:
    explicit StoreFixture(const slipway::SqliteStoreOptions &options = {}) { open(options); }

    bool open(const slipway::SqliteStoreOptions &options = {})
    {
        store.reset();
        auto opened = slipway::SqliteStore::open(file(), options);
        if (!opened) {
            qWarning() << opened.error().message;
            return false;
        }
        store = std::move(opened.value());
        return true;
    }

    QString file() const { return dir.filePath(QStringLiteral("slipway.db")); }

    slipway::Outcome<> commit(slipway::Changes changes)
    {
        return wait<slipway::Nothing>([&](auto done) { store->commit(std::move(changes), done); });
    }
    slipway::Outcome<slipway::InstancePage> list(const slipway::InstanceQuery &query)
    {
        return wait<slipway::InstancePage>([&](auto done) { store->listInstances(query, done); });
    }
    slipway::StoredState load() { return store->load().value(); }

    // Asks, and runs the event loop until the answer is there.
    template <class T, class Ask>
    static slipway::Outcome<T> wait(Ask ask)
    {
        auto answer = std::make_shared<std::optional<slipway::Outcome<T>>>();
        ask([answer](const slipway::Outcome<T> &outcome) { *answer = outcome; });
        if (!QTest::qWaitFor([answer] { return answer->has_value(); }, 60000))
            return slipway::Error::internal(QStringLiteral("no answer within a minute"));
        return **answer;
    }

    QTemporaryDir dir;
    std::unique_ptr<slipway::SqliteStore> store;
};
