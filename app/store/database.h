#pragma once

#include "models/domain/outcome.h"

#include <QByteArrayView>
#include <QString>

#include <map>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <string_view>

namespace slipway {

// One use of a statement: bind, step, read columns. Resets the statement when it goes, so that no read stays open.
class Query
{
public:
    enum class Step { Row, Done, Failed };

    explicit Query(sqlite3_stmt *statement) : m_statement(statement) {}
    Query(Query &&other) noexcept : m_statement(std::exchange(other.m_statement, nullptr)) {}
    Query &operator=(Query &&) = delete;
    ~Query();

    // Parameters count from 1.
    void bind(int parameter, qint64 value);
    void bind(int parameter, double value);
    void bind(int parameter, QByteArrayView text);

    Step step();

    // Columns count from 0. The view lives until the next step.
    qint64 integer(int column) const { return sqlite3_column_int64(m_statement, column); }
    double real(int column) const { return sqlite3_column_double(m_statement, column); }
    QByteArrayView text(int column) const;

private:
    sqlite3_stmt *m_statement; // null: it could not be prepared
};

// One connection. Used by one thread at a time.
class Database
{
public:
    enum class Access { ReadWrite, ReadOnly };

    static Outcome<Database> open(const QString &file, Access access);

    // Prepared once and kept, by its text.
    Query query(std::string_view sql);
    // One or more statements without parameters and results.
    Outcome<> execute(const std::string &sql);
    // For a statement whose rows nobody reads.
    Outcome<> run(Query query);
    // The first column of the first row; an error if there is none.
    Outcome<qint64> number(std::string_view sql);

    // What went wrong last, in words for people: full disk, damaged file, broken constraint, ...
    Error lastError() const;
    bool inTransaction() const { return sqlite3_get_autocommit(m_handle.get()) == 0; }
    sqlite3 *handle() const { return m_handle.get(); }

private:
    struct Closer
    {
        void operator()(sqlite3 *handle) const { sqlite3_close_v2(handle); }
    };
    struct Finalizer
    {
        void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
    };

    QString m_file;
    std::unique_ptr<sqlite3, Closer> m_handle;
    std::map<std::string, std::unique_ptr<sqlite3_stmt, Finalizer>, std::less<>> m_statements;
};

// Rolls back unless committed.
class DatabaseTransaction
{
public:
    explicit DatabaseTransaction(Database &database) : m_database(database) {}
    DatabaseTransaction(const DatabaseTransaction &) = delete;
    DatabaseTransaction &operator=(const DatabaseTransaction &) = delete;
    ~DatabaseTransaction();

    Outcome<> begin() { return m_database.run(m_database.query("BEGIN IMMEDIATE")); }
    // One view of the database over several queries.
    Outcome<> beginRead() { return m_database.run(m_database.query("BEGIN")); }
    Outcome<> commit() { return m_database.run(m_database.query("COMMIT")); }

private:
    Database &m_database;
};

} // namespace slipway
