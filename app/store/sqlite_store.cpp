#include "app/store/sqlite_store.h"

#include "app/store/change_writer.h"
#include "app/store/instance_pages.h"
#include "app/store/job_queue.h"
#include "app/store/lineage_search.h"
#include "app/store/migrations.h"
#include "app/store/rows.h"
#include "app/store/state_loader.h"
#include "app/store/store_file.h"

#include <QObject>

#include <thread>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t maxGroup = 512; // commits in one transaction
constexpr auto idleBeforeCheckpoint = std::chrono::milliseconds(500);

using Done = std::function<void(const Outcome<> &)>;

struct CommitJob
{
    Changes changes;
    Done done;
};

using ReadJob = std::function<void(Database &)>;

} // namespace

class SqliteStore::Private
{
public:
    Private(QString file, Database writer, Database reader)
        : m_file(std::move(file)),
          m_writer(std::move(writer)),
          m_reader(std::move(reader)),
          m_writerThread([this] { writeUntilClosed(); }),
          m_readerThread([this] { readUntilClosed(); })
    {
    }
    ~Private();

    const QString &file() const { return m_file; }
    void commit(CommitJob job) { m_commits.push(std::move(job)); }

    // Runs `read` on the reading thread and hands its answer to `done` on the thread of the store.
    template <class T>
    void ask(std::function<Outcome<T>(Database &)> read, std::function<void(const Outcome<T> &)> done)
    {
        m_reads.push([this, read = std::move(read), done = std::move(done)](Database &database) {
            deliver([answer = read(database), done] { done(answer); });
        });
    }

private:
    void deliver(std::function<void()> callback);
    void writeUntilClosed();
    void writeGroup(std::vector<CommitJob> jobs);
    void readUntilClosed();

    QString m_file;
    QObject m_context; // lives on the thread of the store; callbacks that wait when it goes are dropped
    JobQueue<CommitJob> m_commits;
    JobQueue<ReadJob> m_reads;
    ChangeWriter m_writer;
    Database m_reader;
    // Last: they use everything above.
    std::thread m_writerThread;
    std::thread m_readerThread;
};

SqliteStore::Private::~Private()
{
    m_commits.close();
    m_reads.close();
    m_writerThread.join();
    m_readerThread.join();
}

void SqliteStore::Private::deliver(std::function<void()> callback)
{
    QMetaObject::invokeMethod(&m_context, std::move(callback), Qt::QueuedConnection);
}

void SqliteStore::Private::writeUntilClosed()
{
    bool checkpointDue = false;
    while (true) {
        std::vector<CommitJob> jobs =
            m_commits.take(maxGroup, checkpointDue ? std::optional(idleBeforeCheckpoint) : std::nullopt);
        if (!jobs.empty()) {
            writeGroup(std::move(jobs));
            checkpointDue = true;
        } else if (m_commits.isClosed()) {
            return;
        } else {
            m_writer.checkpoint();
            checkpointDue = false;
        }
    }
}

void SqliteStore::Private::writeGroup(std::vector<CommitJob> jobs)
{
    std::vector<Changes> commits;
    commits.reserve(jobs.size());
    for (CommitJob &job : jobs)
        commits.push_back(std::move(job.changes));
    std::vector<Outcome<>> outcomes = m_writer.commit(commits);
    std::vector<Done> callbacks;
    callbacks.reserve(jobs.size());
    for (CommitJob &job : jobs)
        callbacks.push_back(std::move(job.done));
    deliver([callbacks = std::move(callbacks), outcomes = std::move(outcomes)] {
        for (size_t i = 0; i < callbacks.size(); ++i) {
            if (callbacks[i])
                callbacks[i](outcomes[i]);
        }
    });
}

void SqliteStore::Private::readUntilClosed()
{
    while (true) {
        std::vector<ReadJob> jobs = m_reads.take(1);
        if (m_reads.isClosed())
            return; // nobody would hear the answers
        for (const ReadJob &job : jobs)
            job(m_reader);
    }
}

Outcome<std::unique_ptr<SqliteStore>> SqliteStore::open(const QString &file, const SqliteStoreOptions &options)
{
    Outcome<Database> writer = openStoreFile(file, allMigrations());
    if (!writer)
        return writer.error();
    if (options.maxPages > 0) {
        const std::string limit = "PRAGMA max_page_count = " + std::to_string(options.maxPages);
        if (const Outcome<> limited = writer.value().execute(limit); !limited)
            return limited.error();
    }
    Outcome<Database> reader = openStoreFileForReading(file);
    if (!reader)
        return reader.error();
    auto d = std::make_unique<Private>(file, std::move(writer.value()), std::move(reader.value()));
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(d)));
}

int SqliteStore::schemaVersion()
{
    return static_cast<int>(allMigrations().size());
}

SqliteStore::SqliteStore(std::unique_ptr<Private> priv) : d(std::move(priv)) {}

SqliteStore::~SqliteStore() = default;

Outcome<StoredState> SqliteStore::load()
{
    Outcome<Database> database = openStoreFileForReading(d->file());
    if (!database)
        return database.error();
    return loadState(database.value());
}

void SqliteStore::commit(Changes changes, std::function<void(const Outcome<> &)> done)
{
    d->commit({std::move(changes), std::move(done)});
}

void SqliteStore::listInstances(const InstanceQuery &query, std::function<void(const Outcome<InstancePage> &)> done)
{
    d->ask<InstancePage>([query](Database &database) { return slipway::listInstances(database, query); },
                         std::move(done));
}

void SqliteStore::countStates(const InstanceQuery &query, std::function<void(const Outcome<StateCounts> &)> done)
{
    d->ask<StateCounts>([query](Database &database) { return slipway::countStates(database, query); }, std::move(done));
}

void SqliteStore::instance(InstanceId id, std::function<void(const Outcome<Instance> &)> done)
{
    const auto read = [id](Database &database) -> Outcome<Instance> {
        Query query = database.query(selectSql<Instance>() + "WHERE id = ?1");
        bindColumn(query, 1, id);
        Outcome<std::vector<Instance>> rows = readRows<Instance>(database, query);
        if (!rows)
            return rows.error();
        if (rows->empty())
            return Error::notFound(u"InstanceNotFound"_s, u"There is no instance %1."_s.arg(id.value()));
        return std::move(rows->front());
    };
    d->ask<Instance>(read, std::move(done));
}

void SqliteStore::runCode(InstanceId id, std::function<void(const Outcome<std::optional<RunCode>> &)> done)
{
    const auto read = [id](Database &database) -> Outcome<std::optional<RunCode>> {
        Query query = database.query(selectSql<RunCode>() + "WHERE instance = ?1");
        bindColumn(query, 1, id);
        Outcome<std::vector<RunCode>> rows = readRows<RunCode>(database, query);
        if (!rows)
            return rows.error();
        return rows->empty() ? std::nullopt : std::optional(std::move(rows->front()));
    };
    d->ask<std::optional<RunCode>>(read, std::move(done));
}

void SqliteStore::attempts(InstanceId id, std::function<void(const Outcome<std::vector<Attempt>> &)> done)
{
    const auto read = [id](Database &database) {
        Query query = database.query(selectSql<Attempt>() + "WHERE instance = ?1 ORDER BY number");
        bindColumn(query, 1, id);
        return readRows<Attempt>(database, query);
    };
    d->ask<std::vector<Attempt>>(read, std::move(done));
}

void SqliteStore::dependencies(InstanceId id,
                               std::function<void(const Outcome<std::vector<InstanceDependency>> &)> done)
{
    const auto read = [id](Database &database) {
        Query query =
            database.query(selectSql<InstanceDependency>() + "WHERE child = ?1 OR parent = ?1 ORDER BY child, parent");
        bindColumn(query, 1, id);
        return readRows<InstanceDependency>(database, query);
    };
    d->ask<std::vector<InstanceDependency>>(read, std::move(done));
}

void SqliteStore::lineage(const LineageQuery &query, std::function<void(const Outcome<InstanceLineage> &)> done)
{
    d->ask<InstanceLineage>([query](Database &database) { return searchLineage(database, query); }, std::move(done));
}

void SqliteStore::nodeVersions(FileId file, std::function<void(const Outcome<std::vector<NodeVersion>> &)> done)
{
    const auto read = [file](Database &database) {
        Query query = database.query(selectSql<NodeVersion>() + "WHERE file = ?1 ORDER BY version DESC");
        bindColumn(query, 1, file);
        return readRows<NodeVersion>(database, query);
    };
    d->ask<std::vector<NodeVersion>>(read, std::move(done));
}

void SqliteStore::serviceEvents(const QString &region, const QString &service, int limit,
                                std::function<void(const Outcome<std::vector<ServiceEvent>> &)> done)
{
    const auto read = [=](Database &database) -> Outcome<std::vector<ServiceEvent>> {
        Query query = database.query(selectSql<ServiceEventRecord>() +
                                     "WHERE region = ?1 AND service = ?2 ORDER BY id DESC LIMIT ?3");
        bindColumn(query, 1, region);
        bindColumn(query, 2, service);
        bindColumn(query, 3, std::max(limit, 0));
        Outcome<std::vector<ServiceEventRecord>> rows = readRows<ServiceEventRecord>(database, query);
        if (!rows)
            return rows.error();
        std::vector<ServiceEvent> events;
        for (ServiceEventRecord &row : rows.value())
            events.push_back(std::move(row.event));
        return events;
    };
    d->ask<std::vector<ServiceEvent>>(read, std::move(done));
}

} // namespace slipway
