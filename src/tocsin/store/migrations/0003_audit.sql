-- The audit: who, when, what, before, after, why. Rows are added and never changed or deleted; the same
-- holds for verdicts and for the versions of incidents. Triggers refuse it, whatever program asks.

-- @sqlite
CREATE TABLE audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  what TEXT NOT NULL,
  subject TEXT NOT NULL,
  before TEXT,
  after TEXT,
  why TEXT
)
-- @postgresql
CREATE TABLE audit (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  what TEXT NOT NULL,
  subject TEXT NOT NULL,
  before TEXT,
  after TEXT,
  why TEXT
)
-- @all
CREATE INDEX audit_subject ON audit (subject)
-- @sqlite
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'tocsin: rows of audit are never changed'); END
-- @sqlite
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'tocsin: rows of audit are never deleted'); END
-- @sqlite
CREATE TRIGGER verdicts_no_update BEFORE UPDATE ON verdicts
BEGIN SELECT RAISE(ABORT, 'tocsin: rows of verdicts are never changed'); END
-- @sqlite
CREATE TRIGGER verdicts_no_delete BEFORE DELETE ON verdicts
BEGIN SELECT RAISE(ABORT, 'tocsin: rows of verdicts are never deleted'); END
-- @sqlite
CREATE TRIGGER incident_versions_no_update BEFORE UPDATE ON incident_versions
BEGIN SELECT RAISE(ABORT, 'tocsin: rows of incident_versions are never changed'); END
-- @sqlite
CREATE TRIGGER incident_versions_no_delete BEFORE DELETE ON incident_versions
BEGIN SELECT RAISE(ABORT, 'tocsin: rows of incident_versions are never deleted'); END
-- @postgresql
CREATE FUNCTION tocsin_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'tocsin: rows of % are never changed or deleted', TG_TABLE_NAME; END $$
-- @postgresql
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION tocsin_append_only()
-- @postgresql
CREATE TRIGGER verdicts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON verdicts
FOR EACH STATEMENT EXECUTE FUNCTION tocsin_append_only()
-- @postgresql
CREATE TRIGGER incident_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incident_versions
FOR EACH STATEMENT EXECUTE FUNCTION tocsin_append_only()
