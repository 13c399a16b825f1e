CREATE TABLE IF NOT EXISTS routines (
    database_id BIGINT NOT NULL REFERENCES databases (id),
    kind BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    payload BYTEA NOT NULL,
    PRIMARY KEY (database_id, kind, name)
);
