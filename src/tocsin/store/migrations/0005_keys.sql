-- What linking files accounts and reports under, so that new ones find their neighbours without looking
-- at all the others. Both tables can be made again from the reports; nothing else depends on them.

-- @sqlite
CREATE TABLE link_keys (
  shelf TEXT NOT NULL,
  "key" INTEGER NOT NULL,
  owner TEXT NOT NULL,
  PRIMARY KEY (shelf, "key", owner)
) WITHOUT ROWID
-- @postgresql
CREATE TABLE link_keys (
  shelf TEXT NOT NULL,
  "key" BIGINT NOT NULL,
  owner TEXT NOT NULL,
  PRIMARY KEY (shelf, "key", owner)
)
-- @all
CREATE INDEX link_keys_owner ON link_keys (shelf, owner)
-- @all
CREATE TABLE link_cards (
  shelf TEXT NOT NULL,
  owner TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (shelf, owner)
)
