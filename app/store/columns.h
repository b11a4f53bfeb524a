#pragma once

#include "app/store/database.h"
#include "models/domain/backfill.h"
#include "models/domain/enum_names.h"
#include "models/domain/ids.h"
#include "models/domain/instant.h"
#include "models/domain/workflow.h"

#include <QDate>

#include <type_traits>

namespace slipway {

// How a field's type is kept in a column. bindColumn writes it; readColumn answers false, with the reason in `problem`,
// when the column holds what the type cannot be.

template <class E>
concept NamedEnum = std::is_enum_v<E>;

template <class T>
requires std::is_integral_v<T>
void bindColumn(Query &query, int parameter, T value)
{
    query.bind(parameter, static_cast<qint64>(value));
}
void bindColumn(Query &query, int parameter, double value);
void bindColumn(Query &query, int parameter, Instant value);
void bindColumn(Query &query, int parameter, const QString &value);
void bindColumn(Query &query, int parameter, const QByteArray &value);
void bindColumn(Query &query, int parameter, QDate value);
void bindColumn(Query &query, int parameter, const QStringList &value);
void bindColumn(Query &query, int parameter, const QList<WorkspaceId> &value);
void bindColumn(Query &query, int parameter, const NodeProperties &value);
void bindColumn(Query &query, int parameter, const BackfillSpec &value);
template <class Tag>
void bindColumn(Query &query, int parameter, Id<Tag> value)
{
    query.bind(parameter, value.value());
}
template <NamedEnum E>
void bindColumn(Query &query, int parameter, E value)
{
    bindColumn(query, parameter, toText(value));
}

bool readColumn(const Query &query, int column, bool &value, QString &problem);
bool readColumn(const Query &query, int column, int &value, QString &problem);
bool readColumn(const Query &query, int column, qint64 &value, QString &problem);
bool readColumn(const Query &query, int column, double &value, QString &problem);
bool readColumn(const Query &query, int column, Instant &value, QString &problem);
bool readColumn(const Query &query, int column, QString &value, QString &problem);
bool readColumn(const Query &query, int column, QByteArray &value, QString &problem);
bool readColumn(const Query &query, int column, QDate &value, QString &problem);
bool readColumn(const Query &query, int column, QStringList &value, QString &problem);
bool readColumn(const Query &query, int column, QList<WorkspaceId> &value, QString &problem);
bool readColumn(const Query &query, int column, NodeProperties &value, QString &problem);
bool readColumn(const Query &query, int column, BackfillSpec &value, QString &problem);
template <class Tag>
bool readColumn(const Query &query, int column, Id<Tag> &value, QString &)
{
    value = Id<Tag>(query.integer(column));
    return true;
}
template <NamedEnum E>
bool readColumn(const Query &query, int column, E &value, QString &problem)
{
    const QString word = QString::fromUtf8(query.text(column));
    const std::optional<E> found = fromText<E>(word);
    value = found.value_or(value);
    if (!found)
        problem = QStringLiteral("holds the unknown word '%1'").arg(word);
    return found.has_value();
}

} // namespace slipway
