#pragma once

#include "models/domain/instant.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace slipway {

// What an instance's supervisor says of it (status.json in the instance's folder).
struct InstanceReport
{
    enum class State { Unknown, Starting, Ready, Waiting, Stopping, Stopped };

    State state = State::Unknown;
    qint64 supervisorPid = 0;
    qint64 supervisorStart = 0;
    qint64 hostPid = 0;
    int restarts = 0;
    int earlyDeaths = 0; // in a row, before the host was ready
    Instant readyAt;
    Instant nextStartAt;   // while Waiting
    int lastExitCode = -1; // -1: none, or ended by a signal
    int lastSignal = 0;
    QString lastText; // why the host ended, for people
    Instant lastEndedAt;
    friend bool operator==(const InstanceReport &, const InstanceReport &) = default;
};

// Nothing when the text is not a report.
std::optional<InstanceReport> parseInstanceReport(const QByteArray &text);

// Whether the host itself said that it will never come up: plug-in, symbol, initialize, warm-up, description.
bool isFinalFailure(const InstanceReport &report);

} // namespace slipway
