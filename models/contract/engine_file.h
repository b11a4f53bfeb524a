#pragma once

#include "models/domain/outcome.h"

#include <QByteArray>
#include <QString>

namespace slipway {

// What a ready engine writes into `engine.json` of its data folder, so that clients on this machine find it.
struct EngineFile
{
    QString api;           // "http://127.0.0.1:PORT"
    QString gateway;       // the same for model services; empty while there is none
    qint64 processId = 0;  // of slipwayd
    QString accessKeyFile; // absolute; mode 0600
    QString version;

    friend bool operator==(const EngineFile &, const EngineFile &) = default;
};

QByteArray encodeEngineFile(const EngineFile &file);
Outcome<EngineFile> decodeEngineFile(const QByteArray &text);

// The AccessKey file: an object with AccessKeyId and AccessKeySecret.
struct AccessKeyPair
{
    QString id;
    QString secret;
};

QByteArray encodeAccessKeyFile(const AccessKeyPair &key);
// The error never quotes the text.
Outcome<AccessKeyPair> decodeAccessKeyFile(const QByteArray &text);

} // namespace slipway
