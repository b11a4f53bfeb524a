-- Backfills and their data timestamps. A date's counts are written with its state; of those under way the instances tell.

CREATE TABLE backfill (
    id INTEGER PRIMARY KEY,
    workspace INTEGER NOT NULL,
    spec TEXT NOT NULL,
    owner TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL
);

CREATE TABLE backfill_date (
    dag INTEGER PRIMARY KEY,
    backfill INTEGER NOT NULL,
    bizdate TEXT NOT NULL, -- ISO 8601
    chain INTEGER NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL,
    total INTEGER NOT NULL,
    succeeded INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL
);
