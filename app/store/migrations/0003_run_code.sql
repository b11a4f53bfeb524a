-- What a draft's run executes, as it was when the run was asked for.

CREATE TABLE run_code (
    instance INTEGER PRIMARY KEY,
    script TEXT NOT NULL,
    properties TEXT NOT NULL
);
