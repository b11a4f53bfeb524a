#pragma once

#include "app/serving/gateway/haproxy_config.h"
#include "app/serving/instances/child_process.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>

namespace slipway {

struct ServingOptions;

// Runs HAProxy and makes it do what the services want. Servers come, drain and go through the runtime socket; a new
// service or token is a reload that keeps connections. HAProxy outlives the engine and is adopted by the next one.
class Gateway : public QObject
{
    Q_OBJECT

public:
    explicit Gateway(const ServingOptions &options);
    ~Gateway() override; // lets HAProxy go on

    // Chooses the port; the services that are set before this are known to the first configuration.
    void start();
    // Ends HAProxy, then calls `done`.
    void stop(std::function<void()> done);

    // `done` runs when HAProxy works with it, or never when that service is set again before.
    void setService(const GatewayService &service, std::function<void()> done);
    void removeService(const QString &region, const QString &name);

    // How many requests the server works on at this moment; 0 when it is not known.
    void sessions(const QString &region, const QString &name, const QString &server, QObject *context,
                  std::function<void(int)> done);

    quint16 port() const { return m_port; }
    // Why nothing can be reached, for people; empty while all is well.
    QString problem() const { return m_problem; }

signals:
    void problemChanged();

private:
    struct Wanted
    {
        GatewayService service;
        std::function<void()> done;
    };
    GatewayPlan plan() const;
    QString file(const char *name) const;
    bool adopt();
    void choosePort();
    void launch();
    void onEnded();
    void sync();
    bool writeFiles(const GatewayFiles &files);
    void compare(const GatewayFiles &files, const QByteArray &info);
    void reload(const GatewayFiles &files);
    void awaitStructure(const QByteArray &structure, int attempts);
    void applyServers(const QByteArray &state);
    void send(QByteArrayList commands);
    void synced();
    void fail(const QString &problem);

    const ServingOptions &m_options;
    QString m_folder;
    quint16 m_port = 0;
    QString m_problem;
    std::map<QString, Wanted> m_services;
    std::unique_ptr<ChildProcess> m_process;
    std::unique_ptr<ChildProcess> m_check;
    std::function<void()> m_stopped;
    QTimer m_retry;
    int m_retryMs = 0;
    bool m_started = false;
    bool m_syncing = false;
    bool m_dirty = false;
};

} // namespace slipway
