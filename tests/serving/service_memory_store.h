#pragma once

#include "app/engine/store.h"

#include <QCoreApplication>
#include <QMap>
#include <QObject>

namespace slipway {

// A store that keeps what local EAS writes; commits become durable in a later turn of the event loop, in their order.
class ServiceMemoryStore : public QObject, public Store
{
public:
    Outcome<StoredState> load() override
    {
        StoredState state;
        for (const auto &record : m_services)
            state.services.push_back(record);
        for (const auto &record : m_versions)
            state.serviceVersions.push_back(record);
        for (const auto &record : m_instances)
            state.serviceInstances.push_back(record);
        return state;
    }

    void commit(Changes changes, std::function<void(const Outcome<> &)> done) override
    {
        QMetaObject::invokeMethod(
            this,
            [this, changes = std::move(changes), done = std::move(done)] {
                if (failing) {
                    done(Error::unavailable(QStringLiteral("The disk is full.")));
                    return;
                }
                for (const Change &change : changes)
                    std::visit([this](const auto &one) { apply(one); }, change);
                ++commits;
                done({});
            },
            Qt::QueuedConnection);
    }

    void serviceEvents(const QString &region, const QString &service, int,
                       std::function<void(const Outcome<std::vector<ServiceEvent>> &)> done) override
    {
        done(m_events.value({region, service}));
    }

    // Not asked by local EAS.
    void listInstances(const InstanceQuery &, std::function<void(const Outcome<InstancePage> &)>) override {}
    void instance(InstanceId, std::function<void(const Outcome<Instance> &)>) override {}
    void runCode(InstanceId, std::function<void(const Outcome<std::optional<RunCode>> &)>) override {}
    void attempts(InstanceId, std::function<void(const Outcome<std::vector<Attempt>> &)>) override {}
    void lineage(const LineageQuery &, std::function<void(const Outcome<InstanceLineage> &)>) override {}
    void countStates(const InstanceQuery &, std::function<void(const Outcome<StateCounts> &)>) override {}
    void dependencies(InstanceId, std::function<void(const Outcome<std::vector<InstanceDependency>> &)>) override {}
    void nodeVersions(FileId, std::function<void(const Outcome<std::vector<NodeVersion>> &)>) override {}

    bool failing = false;
    int commits = 0;

private:
    using Key = std::pair<QString, QString>;

    void apply(const ServiceRecord &record) { m_services[{record.service.region, record.service.name}] = record; }
    void apply(const ServiceVersionRecord &record)
    {
        m_versions[{{record.region, record.service}, record.version.number}] = record;
    }
    void apply(const ServiceInstanceRecord &record) { m_instances[record.instance.name] = record; }
    void apply(const RemoveServiceInstance &removed) { m_instances.remove(removed.name); }
    void apply(const RemoveService &removed) { m_services.remove({removed.region, removed.name}); }
    void apply(const ServiceEventRecord &record)
    {
        auto &events = m_events[{record.region, record.service}];
        events.insert(events.begin(), record.event);
    }
    template <class T>
    void apply(const T &)
    {
    }

    QMap<Key, ServiceRecord> m_services;
    QMap<std::pair<Key, int>, ServiceVersionRecord> m_versions;
    QMap<QString, ServiceInstanceRecord> m_instances;
    QMap<Key, std::vector<ServiceEvent>> m_events;
};

} // namespace slipway
