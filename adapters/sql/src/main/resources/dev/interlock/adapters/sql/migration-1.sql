-- One statement ends at each semicolon that ends a line.
-- Times are microseconds since 1970. Hashes and digests are 32 bytes.

-- A run: its id in this file, the end of its journal, and how it stands.
-- status is null until the first entry.
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL UNIQUE,
  epoch INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  agent TEXT,
  status TEXT,
  ended INTEGER,
  started_at INTEGER,
  wake_at INTEGER,
  leaves TEXT
);
CREATE INDEX runs_newest ON runs (started_at) WHERE started_at IS NOT NULL;
CREATE INDEX runs_unended ON runs (started_at) WHERE ended = 0;
CREATE INDEX runs_of_status ON runs (status, started_at);
CREATE INDEX runs_due ON runs (wake_at) WHERE ended = 0 AND wake_at IS NOT NULL;

-- Which failures a run has had.
CREATE TABLE run_leaves (
  leaf TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs (id),
  PRIMARY KEY (leaf, run)
) WITHOUT ROWID;
CREATE INDEX run_leaves_of_run ON run_leaves (run);

-- place = runs.id * 2^32 + sequence. A table with an integer key keeps rows of up to 4 KB on one
-- page; one WITHOUT ROWID moves what is longer than 1 KB to a page of its own.
CREATE TABLE entries (
  place INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  body BLOB NOT NULL,
  hash BLOB NOT NULL
);

-- The entries as people want to read them. Nothing in the program uses it.
CREATE VIEW journal AS
  SELECT runs.run, place & 4294967295 AS sequence,
    strftime('%Y-%m-%dT%H:%M:%fZ', at / 1000000.0, 'unixepoch') AS at,
    type, CAST(body AS TEXT) AS body, lower(hex(entries.hash)) AS hash
  FROM entries JOIN runs ON runs.id = place >> 32;

CREATE TABLE payloads (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  body BLOB NOT NULL
);

-- Drained letters stay, without their text, so that the same request is known when it comes again.
CREATE TABLE inbox (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (id),
  request_id TEXT NOT NULL,
  body BLOB NOT NULL,
  drained INTEGER NOT NULL DEFAULT 0,
  UNIQUE (run, request_id)
);
CREATE INDEX inbox_undrained ON inbox (run, id) WHERE drained = 0;

CREATE TABLE snapshots (
  run INTEGER PRIMARY KEY REFERENCES runs (id),
  kernel_version INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  increments INTEGER NOT NULL,
  core BLOB NOT NULL
);

-- place = runs.id * 2^32 + number of the increment, from 0.
CREATE TABLE snapshot_increments (
  place INTEGER PRIMARY KEY,
  body BLOB NOT NULL
);

CREATE TABLE board (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL
);
INSERT INTO board (id, version) VALUES (1, 0);

CREATE TABLE switches (
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (kind, name)
) WITHOUT ROWID;

CREATE TABLE pins (
  agent TEXT NOT NULL,
  tool TEXT NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (agent, tool)
) WITHOUT ROWID;

CREATE TABLE children (
  pid INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  parent_pid INTEGER NOT NULL,
  parent_started_at INTEGER NOT NULL,
  PRIMARY KEY (pid, started_at)
) WITHOUT ROWID;
