CREATE TABLE IF NOT EXISTS resource_plans (
    id BIGINT NOT NULL PRIMARY KEY,
    namespace TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    status BIGINT NOT NULL,
    payload BYTEA NOT NULL,
    UNIQUE (namespace, name)
);
