-- What people decided, and the incidents built from accounts and verdicts: the present record with the
-- columns that filters need, every version it ever had, and where the id of a merged one leads.

-- @all
CREATE TABLE verdicts (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  action TEXT NOT NULL,
  accounts TEXT NOT NULL,
  others TEXT NOT NULL,
  field TEXT,
  value TEXT,
  target TEXT,
  why TEXT
)
-- @all
CREATE TABLE incidents (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  status TEXT NOT NULL,
  kind TEXT NOT NULL,
  grade TEXT NOT NULL,
  start_day TEXT,
  end_day TEXT,
  killed INTEGER,
  inputs TEXT NOT NULL,
  body TEXT NOT NULL
)
-- @all
CREATE INDEX incidents_days ON incidents (start_day, end_day)
-- @all
CREATE TABLE incident_places (
  incident TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE,
  country TEXT,
  lat DOUBLE PRECISION,
  lon DOUBLE PRECISION
)
-- @all
CREATE INDEX incident_places_of ON incident_places (incident)
-- @all
CREATE INDEX incident_places_country ON incident_places (country)
-- @all
CREATE TABLE incident_actors (
  incident TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE,
  actor_id TEXT,
  name TEXT NOT NULL
)
-- @all
CREATE INDEX incident_actors_of ON incident_actors (incident)
-- @all
CREATE INDEX incident_actors_id ON incident_actors (actor_id)
-- @all
CREATE TABLE members (
  account TEXT PRIMARY KEY,
  incident TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE
)
-- @all
CREATE INDEX members_incident ON members (incident)
-- @all
CREATE TABLE incident_versions (
  incident TEXT NOT NULL,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL,
  led_to TEXT,
  body TEXT NOT NULL,
  PRIMARY KEY (incident, version)
)
-- @all
CREATE INDEX incident_versions_at ON incident_versions (at)
-- @all
CREATE TABLE redirects (
  old TEXT PRIMARY KEY,
  new TEXT NOT NULL,
  at TEXT NOT NULL
)
