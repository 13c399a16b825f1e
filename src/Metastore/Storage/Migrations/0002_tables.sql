CREATE TABLE IF NOT EXISTS tables (
    id BIGINT NOT NULL PRIMARY KEY,
    database_id BIGINT NOT NULL REFERENCES databases (id),
    catalog TEXT COLLATE "C" NOT NULL,
    database TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    comment TEXT,
    owner TEXT,
    owner_type BIGINT NOT NULL,
    payload BYTEA NOT NULL,
    UNIQUE (catalog, database, name)
);

CREATE INDEX IF NOT EXISTS tables_by_database ON tables (database_id);

CREATE TABLE IF NOT EXISTS view_sources (
    view_id BIGINT NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    source_id BIGINT NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    PRIMARY KEY (view_id, source_id)
);

CREATE INDEX IF NOT EXISTS view_sources_by_source ON view_sources (source_id);
