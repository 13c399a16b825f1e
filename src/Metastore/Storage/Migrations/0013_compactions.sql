CREATE TABLE IF NOT EXISTS compactions (
    id BIGINT NOT NULL PRIMARY KEY,
    database TEXT COLLATE "C" NOT NULL,
    table_name TEXT COLLATE "C" NOT NULL,
    partition_name TEXT COLLATE "C" NOT NULL,
    type BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    pool_name TEXT COLLATE "C",
    properties TEXT,
    run_as TEXT,
    initiator_id TEXT,
    initiator_version TEXT,
    worker_id TEXT,
    worker_version TEXT,
    bucket_count BIGINT NOT NULL,
    order_by TEXT,
    enqueued BIGINT NOT NULL,
    started BIGINT,
    ended BIGINT,
    highest_write_id BIGINT NOT NULL,
    txn_id BIGINT NOT NULL,
    next_txn_id BIGINT NOT NULL,
    committed BIGINT,
    job_id TEXT,
    error_message TEXT
);

CREATE INDEX IF NOT EXISTS compactions_by_table ON compactions (database, table_name);

CREATE INDEX IF NOT EXISTS compactions_by_state ON compactions (state, id);
