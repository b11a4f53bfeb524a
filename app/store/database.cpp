#include "app/store/database.h"

#include <QFile>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int busyTimeoutMs = 5000; // only a backup tool or a second program could be in the way

ErrorKind kindOf(int code)
{
    switch (code) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorKind::Unavailable;
    case SQLITE_CONSTRAINT:
        return ErrorKind::Conflict;
    case SQLITE_TOOBIG:
        return ErrorKind::TooLarge;
    default:
        return ErrorKind::Internal;
    }
}

QString advice(int code, const QString &file)
{
    switch (code) {
    case SQLITE_FULL:
        return u"The disk with %1 is full; the change was not stored. Free some space and try again."_s.arg(file);
    case SQLITE_IOERR:
        return u"The disk with %1 could not be read or written; the change was not stored."_s.arg(file);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return u"%1 is damaged or is not a Slipway database. Put it aside and restore a copy of it, for example "
               "%1.bak-<number>."_s.arg(file);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
        return u"%1 cannot be opened for writing. Check that the folder exists and belongs to you."_s.arg(file);
    case SQLITE_CONSTRAINT:
        return u"The change contradicts what is stored in %1."_s.arg(file);
    default:
        return u"The database %1 refused the request."_s.arg(file);
    }
}

QString codeOf(int code)
{
    switch (code) {
    case SQLITE_FULL:
        return u"Store.DiskFull"_s;
    case SQLITE_IOERR:
        return u"Store.InputOutput"_s;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return u"Store.Damaged"_s;
    case SQLITE_CONSTRAINT:
        return u"Store.Constraint"_s;
    default:
        return u"Store.Error"_s;
    }
}

} // namespace

Query::~Query()
{
    if (m_statement) {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
    }
}

void Query::bind(int parameter, qint64 value)
{
    sqlite3_bind_int64(m_statement, parameter, value);
}

void Query::bind(int parameter, double value)
{
    sqlite3_bind_double(m_statement, parameter, value);
}

void Query::bind(int parameter, QByteArrayView text)
{
    // An empty view may have no address, which SQLite would take for NULL.
    sqlite3_bind_text64(m_statement, parameter, text.isEmpty() ? "" : text.data(),
                        static_cast<sqlite3_uint64>(text.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
}

Query::Step Query::step()
{
    switch (m_statement ? sqlite3_step(m_statement) : SQLITE_ERROR) {
    case SQLITE_ROW:
        return Step::Row;
    case SQLITE_DONE:
        return Step::Done;
    default:
        return Step::Failed;
    }
}

QByteArrayView Query::text(int column) const
{
    const unsigned char *bytes = sqlite3_column_text(m_statement, column);
    return {bytes, sqlite3_column_bytes(m_statement, column)};
}

Outcome<Database> Database::open(const QString &file, Access access)
{
    const int flags = access == Access::ReadWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(file).constData(), &handle,
                                     flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    Database database;
    database.m_file = file;
    database.m_handle.reset(handle);
    if (code != SQLITE_OK)
        return database.lastError();
    sqlite3_busy_timeout(handle, busyTimeoutMs);
    return database;
}

Query Database::query(std::string_view sql)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v3(m_handle.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                               &statement, nullptr) != SQLITE_OK)
            return Query(nullptr);
        found = m_statements.emplace(sql, statement).first;
    }
    return Query(found->second.get());
}

Outcome<> Database::execute(const std::string &sql)
{
    if (sqlite3_exec(m_handle.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError();
    return {};
}

Outcome<> Database::run(Query query)
{
    Query::Step step = Query::Step::Row;
    while (step == Query::Step::Row)
        step = query.step();
    if (step == Query::Step::Failed)
        return lastError();
    return {};
}

Outcome<qint64> Database::number(std::string_view sql)
{
    Query asked = query(sql);
    if (asked.step() != Query::Step::Row)
        return lastError();
    return asked.integer(0);
}

Error Database::lastError() const
{
    const int extended = m_handle ? sqlite3_extended_errcode(m_handle.get()) : SQLITE_NOMEM;
    const int code = extended & 0xff;
    const char *words = m_handle ? sqlite3_errmsg(m_handle.get()) : "out of memory";
    const ErrorKind kind = kindOf(code);
    return {kind,
            codeOf(code),
            u"%1 (%2)"_s.arg(advice(code, m_file), QString::fromUtf8(words)),
            {},
            u"SQLite error %1"_s.arg(extended),
            kind == ErrorKind::Unavailable};
}

DatabaseTransaction::~DatabaseTransaction()
{
    if (m_database.inTransaction())
        m_database.run(m_database.query("ROLLBACK"));
}

} // namespace slipway
