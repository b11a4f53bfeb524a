#pragma once

#include "models/domain/outcome.h"

#include <QList>
#include <QStringList>

#include <nlohmann/json.hpp>

namespace slipway {

// Takes the fields of one JSON object, each exactly once. The first fault is kept; finish() tells it, or names a field
// that nobody asked for. Used by the clipboard only, whose text comes from anywhere.
class StrictObject
{
public:
    StrictObject(const nlohmann::json &value, const QString &path);

    QString text(const char *key, qsizetype longest);
    qint64 integer(const char *key, qint64 smallest, qint64 largest);
    double number(const char *key, double smallest, double largest);
    bool boolean(const char *key);
    QStringList texts(const char *key, qsizetype longestList, qsizetype longestText);
    QList<qint64> integers(const char *key, qsizetype longestList, qint64 smallest, qint64 largest);
    // Null value where the field is missing or of another type.
    const nlohmann::json &object(const char *key);
    const nlohmann::json &array(const char *key, qsizetype longest);

    void fail(const QString &key, const QString &rule);
    Outcome<> finish() const;

private:
    const nlohmann::json &take(const char *key);

    const nlohmann::json &m_value;
    QString m_path;
    QStringList m_taken;
    QString m_fault;
};

} // namespace slipway
