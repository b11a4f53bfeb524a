#pragma once

#include "app/daemon/daemon_options.h"
#include "app/platform/data_folder.h"

#include <QObject>

#include <memory>

namespace slipway {

// The engine as a program: puts the parts together, starts and stops them in order. Needs an event loop. What a new
// engine begins with (a workspace) is there when it says that it is ready.
class Daemon : public QObject
{
    Q_OBJECT

public:
    explicit Daemon(const DaemonOptions &options, QObject *parent = nullptr);
    ~Daemon() override;

    // Makes and starts the parts. The error says why that cannot be. ready() or failed() follows.
    Outcome<> start();
    QString apiAddress() const;
    // Stops accepting, lets calls in flight end, flushes the store, takes engine.json away; then stopped().
    void stop();

signals:
    // The engine answers, and engine.json says where.
    void ready();
    void failed(const slipway::Error &why);
    void stopped();

private:
    struct Parts;

    Outcome<> openStore();
    Outcome<> compose();
    void composeServing();
    Outcome<> composeEngine();
    Outcome<> startParts();
    void becomeReady(const Outcome<> &stored);
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
