-- Whether a final switch has runs undo what they have done.
ALTER TABLE switches ADD COLUMN undo INTEGER NOT NULL DEFAULT 0;

-- Rights that people do not hold any more. The role is empty where all of them are gone.
CREATE TABLE revoked_rights (
  name    TEXT NOT NULL,
  role    TEXT NOT NULL,
  reason  TEXT NOT NULL,
  by      TEXT NOT NULL,
  account TEXT NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (name, role)
) STRICT, WITHOUT ROWID;
