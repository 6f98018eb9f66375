-- Reports with their full text and where a copy of the source is kept; accounts as the contract's JSON
-- beside the columns that blocking and filters need. A retired account is kept: verdicts may name it.

-- @all
CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  original_sha256 TEXT,
  published TEXT,
  published_basis TEXT NOT NULL,
  outlet TEXT,
  title TEXT,
  url TEXT,
  language TEXT,
  text TEXT NOT NULL,
  issues TEXT NOT NULL,
  remarks TEXT NOT NULL,
  retrieved TEXT,
  archived TEXT,
  archived_sha256 TEXT,
  reader TEXT NOT NULL,
  numbers INTEGER NOT NULL,
  added_at TEXT NOT NULL,
  read_at TEXT NOT NULL,
  copy_of TEXT,
  updates TEXT
)
-- @all
CREATE INDEX reports_sha256 ON reports (sha256)
-- @all
CREATE INDEX reports_published ON reports (published)
-- @all
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports (id) DEFERRABLE INITIALLY IMMEDIATE,
  number INTEGER NOT NULL,
  status TEXT NOT NULL,
  kind TEXT NOT NULL,
  cumulative INTEGER NOT NULL,
  country TEXT,
  lat DOUBLE PRECISION,
  lon DOUBLE PRECISION,
  start_day TEXT,
  end_day TEXT,
  body TEXT NOT NULL,
  words TEXT NOT NULL,
  retired_at TEXT,
  heir TEXT
)
-- @all
CREATE INDEX accounts_report ON accounts (report)
-- @all
CREATE INDEX accounts_block ON accounts (country, start_day, end_day)
