#pragma once

#include "app/engine/store.h"

#include <memory>

namespace slipway {

struct SqliteStoreOptions
{
    // Limits the database to this many pages of 4096 bytes (SQLite's max_page_count): stands for a full disk in tests.
    // 0: no limit.
    int maxPages = 0;
};

// The engine's memory in one SQLite file (WAL, synchronous=FULL). One thread writes: commits that wait share a
// transaction, yet each fails alone. One thread reads. Callbacks run on the thread that opened the store, which needs
// an event loop; they never run inside the call that asked. A read sees every commit whose `done` ran before it was
// asked.
//
// The destructor writes what was committed and then drops callbacks that have not run.
class SqliteStore final : public Store
{
public:
    // Makes the file (mode 0600) or brings its tables up to date, after a copy of it to `<file>.bak-<version>`.
    // Fails, with the file untouched: written by a newer version (Conflict, names both versions), not a Slipway
    // database or a damaged one, no access, disk full.
    static Outcome<std::unique_ptr<SqliteStore>> open(const QString &file, const SqliteStoreOptions &options = {});
    // The version of the tables that this program writes.
    static int schemaVersion();

    ~SqliteStore() override;

    Outcome<StoredState> load() override;
    void commit(Changes changes, std::function<void(const Outcome<> &)> done) override;
    void listInstances(const InstanceQuery &query, std::function<void(const Outcome<InstancePage> &)> done) override;
    void countStates(const InstanceQuery &query, std::function<void(const Outcome<StateCounts> &)> done) override;
    void instance(InstanceId id, std::function<void(const Outcome<Instance> &)> done) override;
    void runCode(InstanceId id, std::function<void(const Outcome<std::optional<RunCode>> &)> done) override;
    void attempts(InstanceId id, std::function<void(const Outcome<std::vector<Attempt>> &)> done) override;
    void dependencies(InstanceId id,
                      std::function<void(const Outcome<std::vector<InstanceDependency>> &)> done) override;
    void lineage(const LineageQuery &query, std::function<void(const Outcome<InstanceLineage> &)> done) override;
    void nodeVersions(FileId file, std::function<void(const Outcome<std::vector<NodeVersion>> &)> done) override;
    void serviceEvents(const QString &region, const QString &service, int limit,
                       std::function<void(const Outcome<std::vector<ServiceEvent>> &)> done) override;

private:
    class Private;
    explicit SqliteStore(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace slipway
