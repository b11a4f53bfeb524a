#pragma once

#include "app/platform/unique_fd.h"
#include "models/domain/ids.h"
#include "models/domain/outcome.h"

#include <QString>

#include <memory>

namespace slipway {

// Where an engine keeps everything it owns. Several engines live side by side, each with a folder of its own.
class DataFolder
{
public:
    DataFolder() = default;
    explicit DataFolder(const QString &root); // made absolute; nothing is touched on disk

    // $XDG_DATA_HOME/slipway, or ~/.local/share/slipway where that is unset or not absolute (XDG base directory rules).
    static QString defaultRoot();

    // Makes the folder and its parts, all for the owner alone (0700).
    Outcome<> create() const;

    QString root() const { return m_root; }
    QString databaseFile() const;  // slipway.db
    QString engineFile() const;    // engine.json: addresses of a ready engine
    QString accessKeyFile() const; // accesskey.json, 0600
    QString secretKeyFile() const; // secret.key, 0600: encrypts secrets at rest
    QString engineLogFile() const; // logs/engine.log
    QString runsFolder() const;    // runs
    QString artefactsFolder() const;
    QString servicesFolder() const;
    QString gatewayFolder() const;

    // Of one attempt: script.sh, log, exit record, work. Grouped by thousands, so that no folder grows without bounds.
    QString attemptFolder(InstanceId instance, int attempt) const;

private:
    QString m_root;
};

// Held by the engine that owns a data folder, for as long as it lives; the kernel releases it when the process ends.
class DataFolderLock
{
public:
    // Conflict when another engine holds it; the message names its process id.
    static Outcome<std::unique_ptr<DataFolderLock>> acquire(const DataFolder &folder);

private:
    explicit DataFolderLock(UniqueFd fd) : m_fd(std::move(fd)) {}
    UniqueFd m_fd;
};

} // namespace slipway
