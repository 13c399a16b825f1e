CREATE TABLE IF NOT EXISTS counters (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS locks (
    id BIGINT NOT NULL,
    part BIGINT NOT NULL,
    txn_id BIGINT NOT NULL,
    database TEXT COLLATE "C" NOT NULL,
    table_name TEXT COLLATE "C",
    partition_name TEXT COLLATE "C",
    type BIGINT NOT NULL,
    state BIGINT NOT NULL,
    heartbeat BIGINT NOT NULL,
    acquired BIGINT,
    user_name TEXT NOT NULL,
    host TEXT NOT NULL,
    agent TEXT NOT NULL,
    blocked_by BIGINT,
    blocked_by_part BIGINT,
    PRIMARY KEY (id, part)
);

CREATE INDEX IF NOT EXISTS locks_by_database ON locks (database, id);
