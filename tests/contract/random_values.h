#pragma once

#include "models/contract/slipway_codec.h"
#include "models/domain/backfill.h"
#include "models/domain/comparison.h"
#include "models/domain/lineage.h"

#include <QRandomGenerator>

namespace slipway::test {

// Values with every field filled at random, the same for the same seed.
class RandomValues
{
public:
    explicit RandomValues(quint32 seed) : m_random(seed) {}

    int number(int highest = 1'000'000) { return m_random.bounded(1, highest); }
    qint64 big() { return qint64(m_random.generate64() >> 2); }
    bool flag() { return m_random.bounded(2) == 1; }
    double real() { return m_random.bounded(1000.0) - 500; }
    QString text()
    {
        static const QString alphabet = QStringLiteral("aZ0_.-\"\\/\n\té工\u00a0\U0001F600 {}[]:,&=%");
        QString made;
        for (int i = m_random.bounded(12); i > 0; --i)
            made += alphabet.at(m_random.bounded(int(alphabet.size())));
        return QString::fromUtf8(made.toUtf8()); // no half of a surrogate pair
    }
    QByteArray bytes()
    {
        QByteArray made;
        for (int i = m_random.bounded(300); i > 0; --i)
            made += char(m_random.bounded(256));
        return made;
    }
    Instant instant() { return fromMillis(number()); }
    QTime time() { return {m_random.bounded(24), m_random.bounded(60)}; }
    QDate date() { return QDate(1970, 1, 1).addDays(m_random.bounded(1'000'000)); }
    template <class I>
    I id()
    {
        return I(big());
    }
    template <class E>
    E any()
    {
        const auto names = enumNames<E>();
        return names[size_t(m_random.bounded(int(names.size())))].first;
    }
    template <class Make>
    auto list(Make make)
    {
        QList<decltype(make())> made;
        for (int i = m_random.bounded(4); i > 0; --i)
            made += make();
        return made;
    }
    QStringList texts()
    {
        return list([this] { return text(); });
    }
    QList<int> numbers()
    {
        return list([this] { return number(); });
    }

    void fill(QString &v) { v = text(); }
    void fill(Workspace &v) { v = {id<WorkspaceId>(), text(), text(), text(), "Asia/Shanghai", flag(), instant()}; }
    void fill(ResourceGroup &v)
    {
        v = {id<ResourceGroupId>(),
             text(),
             text(),
             text(),
             text(),
             any<ResourceGroupState>(),
             text(),
             any<ResourceGroupBackend>(),
             number(),
             list([this] { return id<WorkspaceId>(); }),
             instant(),
             number(),
             number()};
    }
    void fill(ResourceGroupSpec &v) { v = {text(), text(), text(), any<ResourceGroupBackend>(), number()}; }
    void fill(EngineStatus &v)
    {
        v = {text(), instant(), number(), number(), text(), instant(), text(),
             text(), flag(),    text(),   text(),   text(), big()};
    }
    void fill(Workflow &v) { v = {id<WorkflowId>(), id<WorkspaceId>(), text(), text(), text(), instant(), instant()}; }
    Schedule schedule()
    {
        return {any<Recurrence>(), time(),    time(), time(), number(), numbers(),           numbers(),
                numbers(),         numbers(), text(), date(), date(),   any<ScheduleMode>(), any<InstanceGeneration>(),
                any<CatchUp>(),    number()};
    }
    void fill(NodeProperties &v)
    {
        v = {schedule(),
             texts(),
             texts(),
             any<CrossCycle>(),
             list([this] { return id<NodeId>(); }),
             flag(),
             text(),
             text(),
             any<RerunPolicy>(),
             number(),
             Millis(number()),
             Seconds(number()),
             number()};
    }
    template <class T>
    T value()
    {
        T made;
        fill(made);
        return made;
    }
    void fill(NodeDraft &v)
    {
        v = {id<FileId>(),
             id<WorkflowId>(),
             id<WorkspaceId>(),
             id<NodeId>(),
             text(),
             any<NodeKind>(),
             text(),
             text(),
             text(),
             value<NodeProperties>(),
             {real(), real()},
             number(),
             flag(),
             number(),
             instant(),
             instant(),
             text()};
    }
    void fill(NodePosition &v) { v = {id<FileId>(), {real(), real()}}; }
    void fill(NodeVersion &v)
    {
        v = {id<NodeId>(), id<FileId>(), number(), text(), any<NodeKind>(), text(), value<NodeProperties>(),
             text(),       text(),       instant()};
    }
    void fill(Node &v)
    {
        v = {id<NodeId>(), id<FileId>(), id<WorkflowId>(), id<WorkspaceId>(),   text(),
             text(),       flag(),       flag(),           value<NodeVersion>()};
    }
    void fill(Instance &v)
    {
        v = {id<InstanceId>(),
             id<DagId>(),
             any<DagType>(),
             any<TaskType>(),
             any<InstanceState>(),
             flag(),
             flag(),
             id<WorkspaceId>(),
             id<WorkflowId>(),
             id<NodeId>(),
             id<FileId>(),
             number(),
             text(),
             text(),
             any<NodeKind>(),
             text(),
             instant(),
             instant(),
             text(),
             number(),
             texts(),
             text(),
             instant(),
             instant(),
             instant(),
             instant(),
             number()};
    }
    void fill(Attempt &v)
    {
        v = {id<InstanceId>(), number(), instant(), instant(), any<AttemptEnd>(), number(), number(), number(), text(),
             text(),           text(),   big(),     big()};
    }
    void fill(InstanceQuery &v)
    {
        v = {id<WorkspaceId>(),
             list([this] { return any<InstanceState>(); }),
             list([this] { return any<DagType>(); }),
             id<NodeId>(),
             id<WorkflowId>(),
             id<DagId>(),
             text(),
             text(),
             instant(),
             instant(),
             instant(),
             instant(),
             flag(),
             text(),
             number()};
    }
    void fill(InstancePage &v)
    {
        v = {list([this] { return value<Instance>(); }), text(), big()};
    }
    void fill(LogChunk &v) { v = {big(), bytes(), big(), flag()}; }
    void fill(ServiceVersion &v)
    {
        v = {number(),
             any<VersionState>(),
             text(),
             text(),
             {id<InstanceId>(), id<NodeId>(), number(), text(), text(), text()},
             instant(),
             text(),
             number()};
    }
    void fill(Service &v)
    {
        v = {text(),   text(),    text(),   any<ServiceState>(),
             text(),   text(),    number(), number(),
             number(), number(),  number(), real(),
             number(), number(),  text(),   text(),
             text(),   instant(), instant()};
    }
    void fill(ServiceInstance &v)
    {
        v = {text(), number(), text(), text(), flag(), number(), instant(), text(), big()};
    }
    void fill(BackfillSpec &v)
    {
        v = {text(),
             id<NodeId>(),
             list([this] { return id<NodeId>(); }),
             list([this] { return id<NodeId>(); }),
             list([this] {
                 return DateRange{date(), date()};
             }),
             time(),
             time(),
             any<BackfillOrder>(),
             number(),
             flag(),
             flag(),
             text(),
             list([this] {
                 return BackfillParameters{id<NodeId>(), text()};
             })};
    }
    void fill(BackfillDate &v)
    {
        v = {id<DagId>(), id<BackfillId>(), date(),   number(),  number(), any<DagState>(),
             number(),    number(),         number(), instant(), instant()};
    }
    void fill(Backfill &v)
    {
        v = {id<BackfillId>(),
             id<WorkspaceId>(),
             value<BackfillSpec>(),
             text(),
             any<BackfillState>(),
             text(),
             instant(),
             instant(),
             list([this] { return value<BackfillDate>(); })};
    }
    void fill(InstanceLineage &v)
    {
        v = {list([this] { return value<Instance>(); }), list([this] {
                 return InstanceDependency{id<InstanceId>(), id<InstanceId>(), flag()};
             }),
             list([this] { return id<InstanceId>(); }), flag()};
    }
    void fill(InstanceComparison &v)
    {
        v = {{value<Instance>(), value<Attempt>(), text(), text()},
             {value<Instance>(), value<Attempt>(), text(), text()},
             list([this] {
                 return FieldDifference{text(), text(), text()};
             }),
             flag()};
    }
    void fill(ServiceEvent &v) { v = {instant(), flag(), text(), text(), text()}; }

private:
    QRandomGenerator m_random;
};

} // namespace slipway::test
