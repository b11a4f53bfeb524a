#include "app/serving/service_logs.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

constexpr qint64 tailBytes = 16 << 10;
constexpr qint64 fileLimit = 32 << 20; // twice what an instance's log may have

// "2026-01-31T12:00:00.000Z text", as the supervisor writes it.
constexpr qsizetype stampLength = 25;

Instant stampOf(const QByteArray &line)
{
    const QDateTime time = QDateTime::fromString(QString::fromLatin1(line.left(stampLength - 1)), Qt::ISODateWithMs);
    return time.isValid() ? fromDateTime(time) : Instant{};
}

bool matches(const QByteArray &line, const ServiceLogQuery &query)
{
    if (!query.keyword.isEmpty() && !QString::fromUtf8(line).contains(query.keyword))
        return false;
    if (!isSet(query.from) && !isSet(query.to))
        return true;
    const Instant time = stampOf(line);
    return (!isSet(query.from) || time >= query.from) && (!isSet(query.to) || time <= query.to);
}

} // namespace

QStringList logTail(const QString &path, int lines)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    if (file.size() > tailBytes)
        file.seek(file.size() - tailBytes);
    QStringList tail;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.size() > stampLength)
            tail.append(QString::fromUtf8(line.mid(stampLength)));
    }
    return tail.mid(qMax(qsizetype(0), tail.size() - lines));
}

QStringList readLogs(const QList<InstanceLogFiles> &logs, const ServiceLogQuery &query)
{
    QList<std::pair<QByteArray, QString>> lines; // sorted by time as text
    for (const InstanceLogFiles &log : logs) {
        if (!query.instance.isEmpty() && log.instance != query.instance)
            continue;
        for (const QString &path : log.files) {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                continue;
            for (const QByteArray &line : file.read(fileLimit).split('\n')) {
                if (!line.isEmpty() && matches(line, query))
                    lines.append({line.left(stampLength), u'[' + log.instance + "] "_L1 + QString::fromUtf8(line)});
            }
        }
    }
    std::stable_sort(lines.begin(), lines.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QStringList result;
    for (qsizetype i = qMax(qsizetype(0), lines.size() - query.limit); i < lines.size(); ++i)
        result.append(lines.at(i).second);
    return result;
}

} // namespace slipway
