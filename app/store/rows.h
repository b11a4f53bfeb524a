#pragma once

#include "app/store/columns.h"
#include "app/store/tables.h"

#include <string>
#include <vector>

namespace slipway {

template <class Row>
std::vector<std::string> columnNames()
{
    std::vector<std::string> names;
    Row row;
    Table<Row>::fields(row, [&names](const char *column, const auto &) { names.emplace_back(column); });
    return names;
}

// "a, b, c" of the columns, each put into the pattern's place of %.
template <class Row>
std::string columnList(std::string_view pattern, size_t from = 0)
{
    const std::vector<std::string> names = columnNames<Row>();
    std::string list;
    for (size_t i = from; i < names.size(); ++i) {
        list += list.empty() ? "" : ", ";
        for (const char c : pattern) {
            if (c == '%')
                list += names[i];
            else if (c == '#')
                list += std::to_string(i + 1); // the column's parameter
            else
                list += c;
        }
    }
    return list;
}

// "INSERT [OR IGNORE] INTO <table> ..."; parameter N is column N.
template <class Row>
std::string insertSql(std::string_view verb)
{
    return std::string(verb) + " INTO " + std::string(Table<Row>::name) + " (" + columnList<Row>("%") + ") VALUES (" +
           columnList<Row>("?#") + ")";
}

// OR FAIL: a statement that fails leaves its traces to the rollback of the whole commit, so that SQLite need not keep a
// journal for each statement (which costs ten times the write itself in a large commit).
// Inserts a row, or writes all its columns anew where its key exists.
template <class Row>
const std::string &upsertSql()
{
    static const std::string sql = [] {
        std::string text = insertSql<Row>("INSERT OR FAIL");
        if (!Table<Row>::keys.empty())
            text += " ON CONFLICT (" + std::string(Table<Row>::keys) + ") DO UPDATE SET " + columnList<Row>("% = ?#");
        return text;
    }();
    return sql;
}

// "SELECT <columns> FROM <table>", to which a caller adds WHERE and ORDER BY.
template <class Row>
const std::string &selectSql()
{
    static const std::string sql = "SELECT " + columnList<Row>("%") + " FROM " + std::string(Table<Row>::name) + ' ';
    return sql;
}

template <class Row>
void bindRow(Query &query, const Row &row)
{
    int parameter = 1;
    // The columns of a point are reached by functions that need a changeable object.
    Row copy = row;
    Table<Row>::fields(copy, [&](const char *, const auto &value) { bindColumn(query, parameter++, value); });
}

// Reads the current row. False and a sentence when a column cannot be understood.
template <class Row>
bool readRow(const Query &query, Row &row, QString &problem)
{
    int column = 0;
    bool good = true;
    Table<Row>::fields(row, [&](const char *name, auto &value) {
        QString reason;
        if (!readColumn(query, column++, value, reason) && good) {
            good = false;
            problem = QStringLiteral("The store's column %1.%2 %3.")
                          .arg(QLatin1StringView(Table<Row>::name.data()), QLatin1StringView(name), reason);
        }
    });
    return good;
}

// All rows of a query whose columns are the record's.
template <class Row>
Outcome<std::vector<Row>> readRows(const Database &database, Query &query)
{
    std::vector<Row> rows;
    Query::Step step;
    while ((step = query.step()) == Query::Step::Row) {
        QString problem;
        if (!readRow(query, rows.emplace_back(), problem))
            return Error::internal(problem);
    }
    if (step == Query::Step::Failed)
        return database.lastError();
    return rows;
}

} // namespace slipway
