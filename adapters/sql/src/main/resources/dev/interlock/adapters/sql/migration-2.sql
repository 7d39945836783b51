-- Whether the last epoch was begun by force: another process, which is fenced, may still have the lock.
ALTER TABLE runs ADD COLUMN by_force INTEGER NOT NULL DEFAULT 0;
