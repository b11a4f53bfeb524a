#pragma once

#include "app/daemon/daemon_options.h"
#include "app/platform/data_folder.h"

#include <QObject>

#include <memory>

namespace slipway {

// The engine as a program: puts the parts together, starts and stops them in order. Needs an event loop.
class Daemon : public QObject
{
    Q_OBJECT

public:
    explicit Daemon(const DaemonOptions &options, QObject *parent = nullptr);
    ~Daemon() override;

    // Everything up to a ready engine whose addresses stand in engine.json. The error says why it cannot be.
    Outcome<> start();
    QString apiAddress() const;
    // Stops accepting, lets calls in flight end, flushes the store, takes engine.json away; then stopped().
    void stop();

signals:
    void stopped();

private:
    struct Parts;

    Outcome<> openStore();
    Outcome<> compose();
    void composeServing();
    Outcome<> composeEngine();
    Outcome<> startParts();
    Outcome<> announce() const;
    QList<quint16> preferredPorts() const;
    void stopEngine();
    void stopServing();

    DaemonOptions m_options;
    DataFolder m_folder;
    std::unique_ptr<Parts> m_parts;
    bool m_stopping = false;
};

} // namespace slipway
