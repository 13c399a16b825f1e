CREATE TABLE IF NOT EXISTS partition_marks (
    table_id BIGINT NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    name TEXT COLLATE "C" NOT NULL,
    event BIGINT NOT NULL,
    PRIMARY KEY (table_id, name, event)
);
