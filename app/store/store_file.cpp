#include "app/store/store_file.h"

#include "app/platform/files.h"
#include "app/platform/unique_fd.h"
#include "app/store/migrations.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int applicationId = 0x534c5057; // "SLPW", in the file's header (PRAGMA application_id)

// Made beforehand: SQLite would give it the umask's mode.
Outcome<> createPrivateFile(const QString &file)
{
    const UniqueFd fd(::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!fd.isValid() && errno != EEXIST)
        return Error::internal(u"The database %1 could not be created: %2."_s.arg(file, systemReason(errno)));
    return {};
}

// SQLite takes a file of a few bytes for an empty database and would write over it.
bool hasDatabaseHeader(const QString &file)
{
    QFile opened(file);
    return !opened.open(QIODevice::ReadOnly) || opened.read(16) == QByteArray("SQLite format 3\0", 16);
}

// 0 for an empty database.
Outcome<int> versionOf(const QString &file, int newest)
{
    if (QFileInfo(file).size() == 0)
        return 0;
    if (!hasDatabaseHeader(file)) {
        return Error::conflict(u"Store.Damaged"_s,
                               u"%1 is damaged or is not a database. Put it aside and restore a copy of "
                               "it, for example %1.bak-<number>."_s.arg(file));
    }
    Outcome<Database> database = Database::open(file, Database::Access::ReadOnly);
    if (!database)
        return database.error();
    const Outcome<qint64> application = database.value().number("PRAGMA application_id");
    const Outcome<qint64> version = database.value().number("PRAGMA user_version");
    const Outcome<qint64> tables = database.value().number("SELECT count(*) FROM sqlite_schema");
    for (const Outcome<qint64> *answer : {&application, &version, &tables}) {
        if (!*answer)
            return answer->error();
    }
    if (*tables == 0)
        return 0;
    if (*application != applicationId) {
        return Error::conflict(u"Store.Foreign"_s,
                               u"%1 is a database of another program. Slipway leaves it alone."_s.arg(file));
    }
    if (*version > newest) {
        return Error::conflict(u"Store.NewerVersion"_s,
                               u"%1 was written by a newer Slipway: its tables have version %2, this program knows "
                               "versions up to %3. Update Slipway, or choose another data folder."_s.arg(file)
                                   .arg(*version)
                                   .arg(newest));
    }
    return static_cast<int>(*version);
}

Outcome<> copyPages(Database &from, Database &to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (!backup)
        return to.lastError();
    sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK)
        return to.lastError();
    return {};
}

// `<file>.bak-<version>`, whole or absent.
Outcome<> backUp(Database &database, const QString &file, int version)
{
    const QString target = u"%1.bak-%2"_s.arg(file).arg(version);
    const QString temporary = target + u".tmp"_s;
    QFile::remove(temporary);
    if (const Outcome<> created = createPrivateFile(temporary); !created)
        return created.error();
    Outcome<> copied = Nothing{};
    {
        Outcome<Database> copy = Database::open(temporary, Database::Access::ReadWrite);
        copied = copy ? copyPages(database, copy.value()) : Outcome<>(copy.error());
    }
    if (copied && ::rename(QFile::encodeName(temporary).constData(), QFile::encodeName(target).constData()) != 0)
        copied = Error::internal(u"Could not name it %1: %2."_s.arg(target, systemReason(errno)));
    if (copied)
        return {};
    QFile::remove(temporary);
    Error error = copied.error();
    error.message =
        u"No copy could be made before the update of %1, so it was not touched. %2"_s.arg(file, error.message);
    return error;
}

Outcome<> configureWriter(Database &database)
{
    return database.execute("PRAGMA journal_mode = WAL;"
                            "PRAGMA synchronous = FULL;"
                            "PRAGMA cache_size = -32000;"
                            "PRAGMA temp_store = MEMORY;"
                            "PRAGMA wal_autocheckpoint = 4000;"
                            "PRAGMA journal_size_limit = 67108864;");
}

} // namespace

Outcome<Database> openStoreFile(const QString &file, std::span<const std::string_view> migrations)
{
    if (const Outcome<> created = createPrivateFile(file); !created)
        return created.error();
    const auto newest = static_cast<int>(migrations.size());
    const Outcome<int> version = versionOf(file, newest);
    if (!version)
        return version.error();
    Outcome<Database> database = Database::open(file, Database::Access::ReadWrite);
    if (!database)
        return database;
    const bool outdated = *version < newest;
    if (outdated && *version > 0) {
        if (const Outcome<> saved = backUp(database.value(), file, *version); !saved)
            return saved.error();
    }
    if (const Outcome<> configured = configureWriter(database.value()); !configured)
        return configured.error();
    if (outdated) {
        const std::string name = "PRAGMA application_id = " + std::to_string(applicationId);
        if (const Outcome<> named = database.value().execute(name); !named)
            return named.error();
        if (const Outcome<> migrated = migrate(database.value(), migrations, *version); !migrated)
            return migrated.error();
    }
    return database;
}

Outcome<Database> openStoreFileForReading(const QString &file)
{
    // A reader of a WAL database writes to the shared index of the log, hence ReadWrite; query_only guards the rest.
    Outcome<Database> database = Database::open(file, Database::Access::ReadWrite);
    if (!database)
        return database;
    const Outcome<> configured = database.value().execute("PRAGMA query_only = ON; PRAGMA cache_size = -32000;"
                                                          "PRAGMA temp_store = MEMORY;");
    if (!configured)
        return configured.error();
    return database;
}

} // namespace slipway
