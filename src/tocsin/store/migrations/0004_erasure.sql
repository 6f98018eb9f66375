-- Persons who were erased: when, by whom and why, and a keyed digest of the name, so that a report added
-- later is cleared of it too. The name itself stands nowhere. ``settings`` holds the key.

-- @all
CREATE TABLE tombstones (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  why TEXT,
  digest TEXT NOT NULL,
  tokens INTEGER NOT NULL,
  places INTEGER NOT NULL
)
-- @all
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
)
