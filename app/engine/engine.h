#pragma once

#include "app/engine/answer.h"
#include "models/domain/instant.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <memory>

namespace slipway {

class Alarm;
class Backfills;
class Catalog;
class Clock;
class Deployments;
class Drafts;
class EventSink;
class NodeExecutor;
class ResourceGroups;
class RunControl;
class Runs;
class Store;

struct EngineOptions
{
    QString dataDir;
    QString runsDir;                    // attempt folders: <runsDir>/<yyyy-mm-dd>/<instance>/<attempt>
    int defaultSlots = 2;               // of a resource group whose creation leaves the number open
    Millis groupInitialisation{1500};   // from Creating to Running
    QByteArray timeZone;                // IANA id of the first workspace; empty: the machine's
    QProcessEnvironment runEnvironment; // added to every run: AccessKey, endpoint override, PATH, BASH_ENV
    QStringList secrets;                // values that are masked in logs
};

// Figures for the status bar.
struct EngineSummary
{
    int running = 0;
    int queued = 0;
    QString nextNode; // empty: nothing will ever run
    Instant nextTime;
};

// Everything DataWorks does, behind one object. Lives on one thread with its ports; never blocks, does no I/O itself.
class Engine
{
public:
    struct Ports
    {
        Store &store;
        const Clock &clock;
        Alarm &alarm;
        NodeExecutor &executor;
        EventSink &events;
    };
    Engine(const Ports &ports, const EngineOptions &options);
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    // Reads the store, makes the first workspace `slipway_demo` if there is none, takes up the attempts that were
    // running, and generates the instances that are missing. Call once; the Error says why the engine cannot work.
    Outcome<> start();

    enum class RunsAtStop { GoOn, Stop };
    // Starts nothing more. GoOn leaves running attempts to their supervisors, to be adopted at the next start.
    // `done` comes when all that was asked for is durable.
    void stop(RunsAtStop runs, std::function<void()> done);

    Catalog &catalog();
    Drafts &drafts();
    Deployments &deployments();
    ResourceGroups &groups();
    Runs &runs();
    RunControl &control();
    Backfills &backfills();
    EngineSummary summary() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace slipway
