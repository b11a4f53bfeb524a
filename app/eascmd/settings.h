#pragma once

#include "app/eascmd/options.h"
#include "models/contract/signing.h"

#include <QProcessEnvironment>
#include <QUrl>

namespace slipway::eascmd {

// What the configuration file holds. One "key = value" a line: access_id, access_key, endpoint, token, region.
struct StoredSettings
{
    QString accessKeyId;
    QString accessSecret;
    QString endpoint;
    QString securityToken;
    QString region;
};

QString defaultConfigFile(); // ~/.eas/config

// NotFound if there is no such file; a line that is no "key = value" is named by its number.
Outcome<StoredSettings> readConfig(const QString &file);
// For the owner alone (0600).
Outcome<> writeConfig(const QString &file, const StoredSettings &settings);

// Where requests go and who sends them.
struct Settings
{
    QUrl base;             // scheme, host, port
    QByteArray hostHeader; // the endpoint as scripts name it; empty: base's own
    QString region;        // ClusterId of paths
    Credentials credentials;
    QByteArray instanceId; // of the run this program was called in, for a local engine; empty: none
};

// Options beat -c's file, which beats the environment, which beats the default file. Errors are sentences.
Outcome<Settings> resolveSettings(const Options &options, const QProcessEnvironment &environment);

} // namespace slipway::eascmd
