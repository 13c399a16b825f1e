CREATE TABLE IF NOT EXISTS column_lists (
    hash BYTEA NOT NULL PRIMARY KEY,
    payload BYTEA NOT NULL
);

CREATE TABLE IF NOT EXISTS partitions (
    table_id BIGINT NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    location TEXT COLLATE "C",
    columns_hash BYTEA,
    payload BYTEA NOT NULL,
    PRIMARY KEY (table_id, name)
);

CREATE INDEX IF NOT EXISTS partitions_placed ON partitions (table_id) WHERE location IS NOT NULL;
