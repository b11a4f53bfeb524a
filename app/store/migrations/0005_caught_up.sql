-- Whether an instance's time fell into an absence of the engine and it ran after all.

ALTER TABLE instance ADD COLUMN caught_up INTEGER NOT NULL DEFAULT 0;
