-- How many instances are in which state, kept by triggers: counting a million rows takes longer than a person waits.
-- The triggers do without ON CONFLICT: it would make SQLite keep a journal of every statement that fires them.

CREATE TABLE instance_count (
    workspace INTEGER NOT NULL,
    dag_type TEXT NOT NULL,
    state TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (workspace, dag_type, state)
) WITHOUT ROWID;

INSERT INTO instance_count SELECT workspace, dag_type, state, count(*) FROM instance GROUP BY 1, 2, 3;

CREATE TRIGGER instance_added AFTER INSERT ON instance
BEGIN
    INSERT INTO instance_count SELECT new.workspace, new.dag_type, new.state, 0
        WHERE NOT EXISTS (SELECT 1 FROM instance_count
                          WHERE workspace = new.workspace AND dag_type = new.dag_type AND state = new.state);
    UPDATE instance_count SET number = number + 1
        WHERE workspace = new.workspace AND dag_type = new.dag_type AND state = new.state;
END;

CREATE TRIGGER instance_moved AFTER UPDATE OF workspace, dag_type, state ON instance
WHEN old.state <> new.state OR old.workspace <> new.workspace OR old.dag_type <> new.dag_type
BEGIN
    UPDATE instance_count SET number = number - 1
        WHERE workspace = old.workspace AND dag_type = old.dag_type AND state = old.state;
    INSERT INTO instance_count SELECT new.workspace, new.dag_type, new.state, 0
        WHERE NOT EXISTS (SELECT 1 FROM instance_count
                          WHERE workspace = new.workspace AND dag_type = new.dag_type AND state = new.state);
    UPDATE instance_count SET number = number + 1
        WHERE workspace = new.workspace AND dag_type = new.dag_type AND state = new.state;
END;

CREATE TRIGGER instance_removed AFTER DELETE ON instance
BEGIN
    UPDATE instance_count SET number = number - 1
        WHERE workspace = old.workspace AND dag_type = old.dag_type AND state = old.state;
END;
