#pragma once

#include "app/serving/instances/child_process.h"
#include "app/serving/instances/instance_report.h"
#include "models/domain/outcome.h"

#include <QObject>
#include <QTimer>

class QFileSystemWatcher;

namespace slipway {

// All that is needed to start an instance, and to start it again in the same way.
struct InstanceSpec
{
    QString name;
    int version = 0;
    QString program;     // slipway-model
    QString folder;      // of the instance: description, status, log
    QString description; // JSON
    QString artefact;    // folder
    QString socketPath;
    int graceSeconds = 30;
};

// One instance of a service: its folder and the supervisor that keeps it running. The supervisor outlives the engine.
class ModelInstance : public QObject
{
    Q_OBJECT

public:
    ModelInstance(InstanceSpec spec, QFileSystemWatcher &watcher);

    // Adopts the supervisor that runs already, or starts one. An Error when nothing could be started; tried again then.
    Outcome<> ensureRunning();
    // TERM; the supervisor lets the host finish what is in flight. `gone` follows.
    void stop();

    const InstanceSpec &spec() const { return m_spec; }
    const InstanceReport &report() const { return m_report; }
    bool isReady() const { return m_process && m_report.state == InstanceReport::State::Ready; }

signals:
    void changed();
    void gone();

private:
    Outcome<> launch();
    void watch();
    void readReport();
    void onEnded();

    InstanceSpec m_spec;
    InstanceReport m_report;
    std::unique_ptr<ChildProcess> m_process;
    QTimer m_retry;
    QTimer m_kill;
    bool m_stopping = false;
};

} // namespace slipway
