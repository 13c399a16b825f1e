CREATE TABLE IF NOT EXISTS functions (
    id BIGINT NOT NULL PRIMARY KEY,
    database_id BIGINT NOT NULL REFERENCES databases (id),
    name TEXT COLLATE "C" NOT NULL,
    payload BYTEA NOT NULL,
    UNIQUE (database_id, name)
);
