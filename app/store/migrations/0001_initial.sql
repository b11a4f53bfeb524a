-- Times are milliseconds since the epoch, UTC; 0 is "not yet". Enumerations are stored as their words. Lists and node
-- properties are JSON.

CREATE TABLE workspace (
    id INTEGER PRIMARY KEY,
    identifier TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    description TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    periodic_scheduling INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE resource_group (
    id INTEGER PRIMARY KEY,
    identifier TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL,
    order_number TEXT NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT NOT NULL,
    backend TEXT NOT NULL,
    slot_count INTEGER NOT NULL,
    workspaces TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE workflow (
    id INTEGER PRIMARY KEY,
    workspace INTEGER NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    owner TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    UNIQUE (workspace, name)
);

CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    workflow INTEGER NOT NULL,
    workspace INTEGER NOT NULL,
    node INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    description TEXT NOT NULL,
    owner TEXT NOT NULL,
    script TEXT NOT NULL,
    properties TEXT NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL,
    latest_version INTEGER NOT NULL,
    changed_since_commit INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    modified_by TEXT NOT NULL,
    UNIQUE (workflow, name)
);

CREATE TABLE node_version (
    node INTEGER NOT NULL,
    version INTEGER NOT NULL,
    file INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    script TEXT NOT NULL,
    properties TEXT NOT NULL,
    comment TEXT NOT NULL,
    committed_by TEXT NOT NULL,
    committed_at INTEGER NOT NULL,
    PRIMARY KEY (node, version)
);
CREATE INDEX node_version_by_file ON node_version (file, version);

-- `version` names the node's current row in node_version.
CREATE TABLE node (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL,
    workflow INTEGER NOT NULL,
    workspace INTEGER NOT NULL,
    workflow_name TEXT NOT NULL,
    owner TEXT NOT NULL,
    frozen INTEGER NOT NULL,
    undeployed INTEGER NOT NULL,
    version INTEGER NOT NULL
);

CREATE TABLE instance (
    id INTEGER PRIMARY KEY,
    workspace INTEGER NOT NULL,
    dag_type TEXT NOT NULL,
    workflow INTEGER NOT NULL,
    node INTEGER NOT NULL,
    dag INTEGER NOT NULL,
    scheduled_time INTEGER NOT NULL,
    bizdate INTEGER NOT NULL,
    node_name TEXT NOT NULL,
    resource_group TEXT NOT NULL,
    state TEXT NOT NULL,
    task_type TEXT NOT NULL,
    frozen INTEGER NOT NULL,
    file INTEGER NOT NULL,
    node_version INTEGER NOT NULL,
    workflow_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    priority INTEGER NOT NULL,
    parameters TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    waiting_since INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL
);
-- Every index ends in (scheduled_time, id), the order of the pages; the row's id is the implicit last column. The first
-- one also holds what filters without an index of their own look at, so that they need not visit rows that do not match.
CREATE INDEX instance_by_time
    ON instance (workspace, scheduled_time, id, node_name, dag_type, bizdate, resource_group);
CREATE INDEX instance_by_state ON instance (workspace, state, scheduled_time);
CREATE INDEX instance_by_bizdate ON instance (workspace, bizdate, scheduled_time);
CREATE INDEX instance_by_workflow ON instance (workflow, scheduled_time);
CREATE INDEX instance_by_node ON instance (node, scheduled_time);
CREATE INDEX instance_by_dag ON instance (dag, scheduled_time);
CREATE INDEX instance_open ON instance (id) WHERE state NOT IN ('FAILURE', 'SUCCESS', 'STOPPED');

CREATE TABLE dependency (
    child INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    cross_cycle INTEGER NOT NULL,
    PRIMARY KEY (child, parent)
) WITHOUT ROWID;
CREATE INDEX dependency_by_parent ON dependency (parent);

CREATE TABLE attempt (
    instance INTEGER NOT NULL,
    number INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    ended TEXT NOT NULL,
    exit_code INTEGER NOT NULL,
    signal INTEGER NOT NULL,
    node_version INTEGER NOT NULL,
    resource_group TEXT NOT NULL,
    message TEXT NOT NULL,
    folder TEXT NOT NULL,
    supervisor_pid INTEGER NOT NULL,
    supervisor_start INTEGER NOT NULL,
    PRIMARY KEY (instance, number)
) WITHOUT ROWID;
CREATE INDEX attempt_open ON attempt (instance, number) WHERE ended = 'None';

CREATE TABLE generated_day (
    node INTEGER NOT NULL,
    day TEXT NOT NULL, -- ISO 8601
    node_version INTEGER NOT NULL,
    PRIMARY KEY (node, day)
) WITHOUT ROWID;
CREATE INDEX generated_day_by_day ON generated_day (day);

CREATE TABLE service (
    region TEXT NOT NULL,
    name TEXT NOT NULL,
    uid TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    current_version INTEGER NOT NULL,
    latest_version INTEGER NOT NULL,
    instances INTEGER NOT NULL,
    ready_instances INTEGER NOT NULL,
    pending_instances INTEGER NOT NULL,
    cpu REAL NOT NULL,
    memory_mb INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    config TEXT NOT NULL,
    token TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    want_stopped INTEGER NOT NULL,
    rollout_state TEXT NOT NULL,
    PRIMARY KEY (region, name)
) WITHOUT ROWID;

CREATE TABLE service_version (
    region TEXT NOT NULL,
    service TEXT NOT NULL,
    service_uid TEXT NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    config TEXT NOT NULL,
    artefact_digest TEXT NOT NULL,
    made_by_instance INTEGER NOT NULL,
    made_by_node INTEGER NOT NULL,
    made_by_node_version INTEGER NOT NULL,
    made_by_node_name TEXT NOT NULL,
    made_by_workflow_name TEXT NOT NULL,
    made_by_caller TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    message TEXT NOT NULL,
    traffic_percent INTEGER NOT NULL,
    PRIMARY KEY (region, service, service_uid, number)
);

CREATE TABLE service_instance (
    name TEXT PRIMARY KEY,
    region TEXT NOT NULL,
    service TEXT NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    ready INTEGER NOT NULL,
    restarts INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    last_state TEXT NOT NULL,
    pid INTEGER NOT NULL,
    supervisor_start INTEGER NOT NULL,
    socket_path TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE service_event (
    id INTEGER PRIMARY KEY,
    region TEXT NOT NULL,
    service TEXT NOT NULL,
    time INTEGER NOT NULL,
    warning INTEGER NOT NULL,
    reason TEXT NOT NULL,
    resource TEXT NOT NULL,
    message TEXT NOT NULL
);
CREATE INDEX service_event_by_service ON service_event (region, service, id);

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- The largest id that was ever stored, also of rows that were removed since: ids are never given twice.
CREATE TABLE highest_id (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    value INTEGER NOT NULL
);
INSERT INTO highest_id VALUES (1, 0);
