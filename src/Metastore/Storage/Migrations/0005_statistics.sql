CREATE TABLE IF NOT EXISTS column_statistics (
    table_id BIGINT NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    partition_name TEXT COLLATE "C" NOT NULL,
    column_name TEXT COLLATE "C" NOT NULL,
    engine TEXT COLLATE "C" NOT NULL,
    column_type TEXT COLLATE "C" NOT NULL,
    last_analyzed BIGINT NOT NULL,
    payload BYTEA NOT NULL,
    PRIMARY KEY (table_id, partition_name, column_name, engine)
);

CREATE TABLE IF NOT EXISTS runtime_statistics (
    id BIGINT NOT NULL PRIMARY KEY,
    create_time BIGINT NOT NULL,
    weight BIGINT NOT NULL,
    payload BYTEA NOT NULL
);
