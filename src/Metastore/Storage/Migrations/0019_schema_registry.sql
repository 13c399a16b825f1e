CREATE TABLE IF NOT EXISTS schemas (
    id BIGINT NOT NULL PRIMARY KEY,
    database_id BIGINT NOT NULL REFERENCES databases (id),
    name TEXT COLLATE "C" NOT NULL,
    payload BYTEA NOT NULL,
    UNIQUE (database_id, name)
);

CREATE TABLE IF NOT EXISTS schema_versions (
    schema_id BIGINT NOT NULL REFERENCES schemas (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    payload BYTEA NOT NULL,
    PRIMARY KEY (schema_id, version)
);

CREATE TABLE IF NOT EXISTS schema_version_columns (
    schema_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C",
    comment TEXT COLLATE "C",
    PRIMARY KEY (schema_id, version, position),
    FOREIGN KEY (schema_id, version) REFERENCES schema_versions (schema_id, version) ON DELETE CASCADE
);

CREATE INDEX IF NOT EXISTS schema_version_columns_by_name ON schema_version_columns (name);

CREATE INDEX IF NOT EXISTS schema_version_columns_by_comment ON schema_version_columns (comment);

CREATE TABLE IF NOT EXISTS serdes (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    payload BYTEA NOT NULL
);
