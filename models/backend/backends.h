#pragma once

namespace slipway {

class BackfillsBackend;
class EngineBackend;
class EventFeed;
class GroupsBackend;
class LogsBackend;
class RunsBackend;
class ServicesBackend;
class WorkflowsBackend;

// Everything a page may talk to. Made once in main and handed down by reference.
struct Backends
{
    EngineBackend &engine;
    EventFeed &events;
    GroupsBackend &groups;
    WorkflowsBackend &workflows;
    RunsBackend &runs;
    BackfillsBackend &backfills;
    LogsBackend &logs;
    ServicesBackend &services;
};

} // namespace slipway
