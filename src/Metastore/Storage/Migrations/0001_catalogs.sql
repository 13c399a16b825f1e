CREATE TABLE IF NOT EXISTS catalogs (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    payload BYTEA NOT NULL
);

CREATE TABLE IF NOT EXISTS databases (
    id BIGINT NOT NULL PRIMARY KEY,
    catalog TEXT COLLATE "C" NOT NULL REFERENCES catalogs (name),
    name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    payload BYTEA NOT NULL,
    UNIQUE (catalog, name)
);
