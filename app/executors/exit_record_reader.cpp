#include "app/executors/exit_record_reader.h"

#include "app/platform/files.h"

#include <QFileInfo>
#include <QHash>

#include <cstring>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxRecordBytes = 8192;

using Fields = QHash<QByteArray, QByteArray>;

Fields parseFields(const QByteArray &text)
{
    Fields fields;
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype equals = line.indexOf('=');
        if (equals > 0)
            fields.insert(line.left(equals), line.mid(equals + 1));
    }
    return fields;
}

std::optional<AttemptEnd> endFromWord(const QByteArray &word)
{
    static const QHash<QByteArray, AttemptEnd> ends = {
        {"exited", AttemptEnd::Exited},   {"signalled", AttemptEnd::Signalled},   {"timedout", AttemptEnd::TimedOut},
        {"stopped", AttemptEnd::Stopped}, {"notstarted", AttemptEnd::NotStarted},
    };
    const auto found = ends.constFind(word);
    return found == ends.cend() ? std::nullopt : std::optional(*found);
}

QString exitSentence(int code)
{
    switch (code) {
    case 126:
        return u"Exited with status 126: a command was found but could not be executed."_s;
    case 127:
        return u"Exited with status 127: a command was not found."_s;
    default:
        return u"Exited with status %1."_s.arg(code);
    }
}

QString sentence(const RunEnd &end, const Fields &fields)
{
    switch (end.end) {
    case AttemptEnd::Exited:
        return exitSentence(end.exitCode);
    case AttemptEnd::Signalled:
        return u"Ended by signal %1 (%2)."_s.arg(end.signal).arg(QString::fromLocal8Bit(::strsignal(end.signal)));
    case AttemptEnd::TimedOut:
        return u"Reached its time limit and was ended."_s;
    case AttemptEnd::Stopped:
        return fields.value("cause") == "shutdown" ? u"Stopped because the machine or the session was going down."_s
                                                   : u"Stopped."_s;
    default:
        return QString::fromUtf8(fields.value("message"));
    }
}

QString logSentence(const Fields &fields)
{
    QString text;
    if (const int reason = fields.value("log_errno").toInt(); reason != 0) {
        text += u" The log is incomplete: %1 bytes could not be written (%2)."_s.arg(
            QString::fromLatin1(fields.value("log_lost_bytes")), systemReason(reason));
    }
    if (fields.value("log_capped") == "1")
        text += u" The log was cut at its size limit."_s;
    return text;
}

RunEnd damaged(const QString &folder)
{
    RunEnd end;
    end.end = AttemptEnd::Lost;
    end.finishedAt = std::chrono::floor<Millis>(std::chrono::system_clock::now());
    end.message = u"How it ended is unknown: the exit record %1/exit is damaged."_s.arg(folder);
    return end;
}

} // namespace

std::optional<RunEnd> parseExitRecord(const QByteArray &text)
{
    const Fields fields = parseFields(text);
    const std::optional<AttemptEnd> word = endFromWord(fields.value("end"));
    bool codeOk = false;
    bool signalOk = false;
    bool timeOk = false;
    RunEnd end;
    end.exitCode = fields.value("code").toInt(&codeOk);
    end.signal = fields.value("signal").toInt(&signalOk);
    end.finishedAt = fromMillis(fields.value("finished_ms").toLongLong(&timeOk));
    if (!word || !codeOk || !signalOk || !timeOk)
        return std::nullopt;
    end.end = *word;
    end.message = sentence(end, fields) + logSentence(fields);
    return end;
}

std::optional<RunEnd> readExitRecord(const QString &folder)
{
    const Outcome<QByteArray> text = readSmallFile(folder + "/exit"_L1, maxRecordBytes);
    if (!text && text.error().kind == ErrorKind::NotFound)
        return std::nullopt;
    const std::optional<RunEnd> end = text ? parseExitRecord(*text) : std::nullopt;
    return end ? end : damaged(folder);
}

bool hasBegun(const QString &folder)
{
    return QFileInfo::exists(folder + "/exit.tmp"_L1) || QFileInfo::exists(folder + "/exit"_L1);
}

} // namespace slipway
