#include "app/serving/instances/instance_report.h"

#include <nlohmann/json.hpp>

using nlohmann::json;

namespace slipway {

namespace {

constexpr int firstFinalExitCode = 20;
constexpr int lastFinalExitCode = 24;

qint64 numberAt(const json &document, const char *key)
{
    const auto found = document.find(key);
    return found != document.end() && found->is_number_integer() ? found->get<qint64>() : 0;
}

QString textAt(const json &document, const char *key)
{
    const auto found = document.find(key);
    return found != document.end() && found->is_string() ? QString::fromStdString(found->get<std::string>())
                                                         : QString();
}

InstanceReport::State stateFrom(const QString &word)
{
    using State = InstanceReport::State;
    if (word == QLatin1String("starting"))
        return State::Starting;
    if (word == QLatin1String("ready"))
        return State::Ready;
    if (word == QLatin1String("waiting"))
        return State::Waiting;
    if (word == QLatin1String("stopping"))
        return State::Stopping;
    return word == QLatin1String("stopped") ? State::Stopped : State::Unknown;
}

} // namespace

std::optional<InstanceReport> parseInstanceReport(const QByteArray &text)
{
    const json document = json::parse(text.constData(), text.constData() + text.size(), nullptr, false);
    if (!document.is_object())
        return std::nullopt;
    InstanceReport report;
    report.state = stateFrom(textAt(document, "state"));
    report.supervisorPid = numberAt(document, "supervisorPid");
    report.supervisorStart = numberAt(document, "supervisorStart");
    report.hostPid = numberAt(document, "hostPid");
    report.restarts = static_cast<int>(numberAt(document, "restarts"));
    report.earlyDeaths = static_cast<int>(numberAt(document, "earlyDeaths"));
    report.readyAt = fromMillis(numberAt(document, "readyAt"));
    report.nextStartAt = fromMillis(numberAt(document, "nextStartAt"));
    report.lastExitCode = static_cast<int>(numberAt(document, "lastExitCode"));
    report.lastSignal = static_cast<int>(numberAt(document, "lastSignal"));
    report.lastText = textAt(document, "lastText");
    report.lastEndedAt = fromMillis(numberAt(document, "lastEndedAt"));
    return report;
}

bool isFinalFailure(const InstanceReport &report)
{
    return report.earlyDeaths > 0 && report.lastExitCode >= firstFinalExitCode &&
           report.lastExitCode <= lastFinalExitCode;
}

} // namespace slipway
