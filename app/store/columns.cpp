#include "app/store/columns.h"

#include "app/store/properties_codec.h"

#include <limits>

namespace slipway {

using namespace Qt::StringLiterals;

void bindColumn(Query &query, int parameter, double value)
{
    query.bind(parameter, value);
}

void bindColumn(Query &query, int parameter, Instant value)
{
    query.bind(parameter, toMillis(value));
}

void bindColumn(Query &query, int parameter, const QString &value)
{
    query.bind(parameter, QByteArrayView(value.toUtf8()));
}

void bindColumn(Query &query, int parameter, const QByteArray &value)
{
    query.bind(parameter, QByteArrayView(value));
}

void bindColumn(Query &query, int parameter, QDate value)
{
    query.bind(parameter, QByteArrayView(value.toString(Qt::ISODate).toLatin1()));
}

void bindColumn(Query &query, int parameter, const QStringList &value)
{
    query.bind(parameter, QByteArrayView(toJson(value)));
}

void bindColumn(Query &query, int parameter, const QList<WorkspaceId> &value)
{
    QList<qint64> numbers;
    for (const WorkspaceId id : value)
        numbers.append(id.value());
    query.bind(parameter, QByteArrayView(toJson(numbers)));
}

void bindColumn(Query &query, int parameter, const BackfillSpec &value)
{
    query.bind(parameter, QByteArrayView(toJson(value)));
}

void bindColumn(Query &query, int parameter, const NodeProperties &value)
{
    query.bind(parameter, QByteArrayView(toJson(value)));
}

bool readColumn(const Query &query, int column, bool &value, QString &)
{
    value = query.integer(column) != 0;
    return true;
}

bool readColumn(const Query &query, int column, int &value, QString &problem)
{
    const qint64 wide = query.integer(column);
    if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max()) {
        problem = u"holds %1, which is too large"_s.arg(wide);
        return false;
    }
    value = static_cast<int>(wide);
    return true;
}

bool readColumn(const Query &query, int column, qint64 &value, QString &)
{
    value = query.integer(column);
    return true;
}

bool readColumn(const Query &query, int column, double &value, QString &)
{
    value = query.real(column);
    return true;
}

bool readColumn(const Query &query, int column, Instant &value, QString &)
{
    value = fromMillis(query.integer(column));
    return true;
}

bool readColumn(const Query &query, int column, QString &value, QString &)
{
    value = QString::fromUtf8(query.text(column));
    return true;
}

bool readColumn(const Query &query, int column, QByteArray &value, QString &)
{
    value = query.text(column).toByteArray();
    return true;
}

bool readColumn(const Query &query, int column, QDate &value, QString &problem)
{
    value = QDate::fromString(QString::fromUtf8(query.text(column)), Qt::ISODate);
    if (!value.isValid())
        problem = u"holds no date"_s;
    return value.isValid();
}

bool readColumn(const Query &query, int column, QStringList &value, QString &problem)
{
    return fromJson(query.text(column), value, problem);
}

bool readColumn(const Query &query, int column, QList<WorkspaceId> &value, QString &problem)
{
    QList<qint64> numbers;
    if (!fromJson(query.text(column), numbers, problem))
        return false;
    value.clear();
    for (const qint64 number : numbers)
        value.append(WorkspaceId(number));
    return true;
}

bool readColumn(const Query &query, int column, BackfillSpec &value, QString &problem)
{
    return fromJson(query.text(column), value, problem);
}

bool readColumn(const Query &query, int column, NodeProperties &value, QString &problem)
{
    return fromJson(query.text(column), value, problem);
}

} // namespace slipway
