#pragma once

#include "models/contract/percent_encoding.h"
#include "models/contract/wire_request.h"
#include "models/domain/outcome.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace slipway {

// The decoded parameters of a request. Names are unique and compared with case.
// A getter that fails names the parameter (`Error::field`) and the rule.
class RequestParameters
{
public:
    static constexpr int maxCount = 500;
    static constexpr qsizetype maxNameLength = 128;
    static constexpr qsizetype maxValueLength = 16 * 1024 * 1024; // bytes, decoded

    // Query and form body together; a name that occurs twice is refused. The body counts only when its content type is
    // application/x-www-form-urlencoded (or, for pop-core, absent).
    static Outcome<RequestParameters> fromRequest(const WireRequest &request);
    static Outcome<RequestParameters> fromQuery(QByteArrayView query);

    void set(const QString &name, const QString &value) { m_values.insert(name, value); }
    void remove(const QString &name) { m_values.remove(name); }
    bool has(const QString &name) const { return m_values.contains(name); }
    QString text(const QString &name, const QString &fallback = {}) const { return m_values.value(name, fallback); }
    const QMap<QString, QString> &values() const { return m_values; }

    // Refused when absent or empty.
    Outcome<QString> requiredText(const QString &name, qsizetype maxCharacters = 4096) const;
    Outcome<qint64> requiredInteger(const QString &name) const;
    // The fallback stands in for an absent or empty parameter, never for a wrong one.
    Outcome<qint64> integer(const QString &name, qint64 fallback, qint64 lowest = INT64_MIN,
                            qint64 highest = INT64_MAX) const;
    Outcome<double> requiredNumber(const QString &name) const;
    Outcome<bool> boolean(const QString &name, bool fallback) const;
    // Comma-separated; blanks around an item and empty items are dropped.
    QStringList list(const QString &name) const;

    // As a form body: name=value joined by '&', sorted, RFC 3986.
    QByteArray toForm() const;

private:
    Outcome<> add(QByteArrayView text, PlusSign plus);
    Outcome<> addPair(QByteArrayView pair, PlusSign plus);

    QMap<QString, QString> m_values;
};

} // namespace slipway
