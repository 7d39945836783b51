-- Whether the last epoch was begun by force: another process, which is fenced, may still have the lock.
ALTER TABLE runs ADD COLUMN by_force INTEGER NOT NULL DEFAULT 0;

-- Who threw a switch and when; once it is released (thrown = 0), who released it and when.
ALTER TABLE switches ADD COLUMN account TEXT NOT NULL DEFAULT '';
ALTER TABLE switches ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE switches ADD COLUMN thrown INTEGER NOT NULL DEFAULT 1;
