#include "app/engine/engine.h"

#include "app/engine/attempt_runner.h"
#include "app/engine/backfills.h"
#include "app/engine/catalog.h"
#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/command_queue.h"
#include "app/engine/day_planner.h"
#include "app/engine/deployments.h"
#include "app/engine/dispatcher.h"
#include "app/engine/drafts.h"
#include "app/engine/forecast.h"
#include "app/engine/id_source.h"
#include "app/engine/instance_book.h"
#include "app/engine/instance_editor.h"
#include "app/engine/instance_generator.h"
#include "app/engine/instance_writer.h"
#include "app/engine/node_turns.h"
#include "app/engine/resource_groups.h"
#include "app/engine/run_control.h"
#include "app/engine/runs.h"
#include "app/engine/scheduler.h"
#include "app/engine/timer_queue.h"
#include "app/engine/wait_reasons.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::minutes aliveInterval{1};

QString settingOf(const StoredState &state, QStringView key)
{
    for (const Setting &setting : state.settings) {
        if (setting.key == key)
            return setting.value;
    }
    return {};
}

} // namespace

struct Engine::Parts
{
    Parts(const Ports &givenPorts, const EngineOptions &givenOptions);

    void signOfLife();
    Setting aliveNow() const { return {u"engine.alive"_s, QString::number(toMillis(ports.clock.now()))}; }
    void finishStop(const std::function<void()> &done);

    Ports ports;
    EngineOptions options;
    IdSource ids;
    CatalogState catalogState;
    InstanceBook book;
    TimerQueue timers;
    Journal journal;
    CommandQueue commands;
    InstanceWriter writer;
    ResourceGroups groups;
    Dispatcher dispatcher;
    NodeTurns turns;
    InstanceGenerator generator;
    WaitReasons reasons;
    InstanceEditor editor;
    AttemptRunner runner;
    Scheduler scheduler;
    DayPlanner dayPlanner;
    Catalog catalog;
    Drafts drafts;
    Deployments deployments;
    Runs runs;
    RunControl control;
    BackfillPlanner backfillPlanner;
    Backfills backfills;
    Forecast forecast;
    bool stopping = false;
};

Engine::Parts::Parts(const Ports &givenPorts, const EngineOptions &givenOptions)
    : ports(givenPorts),
      options(givenOptions),
      timers(ports.clock, ports.alarm),
      journal({ports.store, ports.events, ports.clock, timers}),
      commands(journal),
      writer(book, journal),
      groups({catalogState, commands, ids, ports.clock, timers}, {options.defaultSlots, options.groupInitialisation}),
      dispatcher(groups),
      generator(catalogState, book, ids, ports.clock),
      reasons({catalogState, book, groups, turns, ports.clock}),
      editor({catalogState, ports.store, book, writer}),
      runner({catalogState, book, writer, ports.executor, ports.clock},
             {options.runsDir, options.runEnvironment, options.secrets}),
      scheduler({catalogState, book, writer, dispatcher, runner, groups, ports.clock, timers, reasons, turns}),
      dayPlanner({catalogState, book, generator, writer, ids, ports.clock, timers}),
      catalog(catalogState, commands, ids, ports.clock),
      drafts(catalogState, commands, ids, ports.clock),
      deployments({catalogState, commands, ids, ports.clock, ports.store, groups, generator, writer}),
      runs({catalogState, groups, ids, ports.clock, ports.store, book, writer, generator, reasons, editor, runner}),
      control({catalogState, ports.clock, ports.store, book, writer, editor, runner}),
      backfillPlanner({catalogState, book, generator, ports.clock}),
      backfills({catalogState, groups, book, writer, journal, ports.events, ids, ports.clock, ports.store, scheduler,
                 runner, backfillPlanner}),
      forecast(catalogState, book, ports.clock)
{
    groups.onRunning([this](const QString &group) { scheduler.dispatch(group); });
}

// Tells the next start until when this engine ran.
void Engine::Parts::signOfLife()
{
    if (stopping)
        return;
    journal.commit({{aliveNow()}, {}}, [](const Outcome<> &) {});
    timers.at(ports.clock.now() + aliveInterval, [this] { signOfLife(); });
}

void Engine::Parts::finishStop(const std::function<void()> &done)
{
    journal.commit({{aliveNow()}, {}}, [](const Outcome<> &) {});
    journal.whenIdle(done);
}

Engine::Engine(const Ports &ports, const EngineOptions &options) : m_parts(std::make_unique<Parts>(ports, options)) {}

Engine::~Engine() = default;

Outcome<> Engine::start()
{
    Parts &parts = *m_parts;
    const Outcome<StoredState> loaded = parts.ports.store.load();
    if (!loaded)
        return loaded.failed() ? Outcome<>(loaded.error()) : Outcome<>(Cancelled{});
    const StoredState &state = *loaded;
    parts.ids.startAfter(state.highestId);
    parts.catalogState.load(state);
    parts.groups.load(state.groups);
    parts.book.load(state);
    parts.backfills.load(state.backfills);
    if (state.workspaces.empty())
        parts.catalog.createWorkspace(u"slipway_demo"_s, u"Slipway demo"_s, parts.options.timeZone,
                                      [](const auto &) {});
    parts.scheduler.start(fromMillis(settingOf(state, u"engine.alive").toLongLong()));
    parts.backfills.resumeAll();
    parts.dayPlanner.run();
    parts.catalogState.onWorkspace([&parts] { parts.dayPlanner.run(); });
    parts.signOfLife();
    return {};
}

void Engine::stop(RunsAtStop runs, std::function<void()> done)
{
    Parts &parts = *m_parts;
    parts.stopping = true;
    parts.reasons.engineStops();
    parts.scheduler.halt();
    parts.dayPlanner.halt();
    parts.backfills.halt();
    if (runs == RunsAtStop::GoOn) {
        parts.finishStop(done);
        return;
    }
    parts.scheduler.stopAll([&parts, done] { parts.finishStop(done); });
}

Catalog &Engine::catalog()
{
    return m_parts->catalog;
}
Drafts &Engine::drafts()
{
    return m_parts->drafts;
}
Deployments &Engine::deployments()
{
    return m_parts->deployments;
}
ResourceGroups &Engine::groups()
{
    return m_parts->groups;
}
Runs &Engine::runs()
{
    return m_parts->runs;
}

Backfills &Engine::backfills()
{
    return m_parts->backfills;
}
RunControl &Engine::control()
{
    return m_parts->control;
}

EngineSummary Engine::summary() const
{
    EngineSummary summary;
    summary.running = m_parts->dispatcher.running();
    summary.queued = m_parts->dispatcher.queued();
    if (const auto next = m_parts->scheduler.nextDue()) {
        summary.nextNode = next->nodeName;
        summary.nextTime = next->scheduledTime;
    } else if (const auto planned = m_parts->forecast.next()) {
        summary.nextNode = planned->node;
        summary.nextTime = planned->time;
    }
    return summary;
}

} // namespace slipway
