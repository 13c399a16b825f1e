CREATE TABLE IF NOT EXISTS txns (
    id BIGINT NOT NULL PRIMARY KEY,
    state BIGINT NOT NULL,
    type BIGINT NOT NULL,
    started BIGINT NOT NULL,
    heartbeat BIGINT NOT NULL,
    least_open BIGINT NOT NULL,
    user_name TEXT NOT NULL,
    host TEXT NOT NULL
);

CREATE INDEX IF NOT EXISTS txns_not_committed ON txns (id) WHERE state <> 1;

CREATE INDEX IF NOT EXISTS locks_by_txn ON locks (txn_id);

CREATE TABLE IF NOT EXISTS replayed_txns (
    policy TEXT COLLATE "C" NOT NULL,
    source_id BIGINT NOT NULL,
    txn_id BIGINT NOT NULL,
    PRIMARY KEY (policy, source_id)
);

CREATE TABLE IF NOT EXISTS txn_components (
    txn_id BIGINT NOT NULL,
    database TEXT COLLATE "C" NOT NULL,
    table_name TEXT COLLATE "C" NOT NULL,
    partition_name TEXT COLLATE "C" NOT NULL,
    operation BIGINT NOT NULL,
    PRIMARY KEY (txn_id, database, table_name, partition_name, operation)
);

CREATE INDEX IF NOT EXISTS txn_components_by_table ON txn_components (database, table_name);

CREATE TABLE IF NOT EXISTS write_sets (
    database TEXT COLLATE "C" NOT NULL,
    table_name TEXT COLLATE "C" NOT NULL,
    partition_name TEXT COLLATE "C" NOT NULL,
    txn_id BIGINT NOT NULL,
    operation BIGINT NOT NULL,
    commit_id BIGINT NOT NULL,
    PRIMARY KEY (database, table_name, partition_name, txn_id, operation)
);

CREATE INDEX IF NOT EXISTS write_sets_by_commit ON write_sets (commit_id);

CREATE TABLE IF NOT EXISTS completed_changes (
    database TEXT COLLATE "C" NOT NULL,
    table_name TEXT COLLATE "C" NOT NULL,
    write_id BIGINT NOT NULL,
    PRIMARY KEY (database, table_name, write_id)
);

CREATE TABLE IF NOT EXISTS write_id_counters (
    database TEXT COLLATE "C" NOT NULL,
    table_name TEXT COLLATE "C" NOT NULL,
    last BIGINT NOT NULL,
    settled BIGINT NOT NULL,
    PRIMARY KEY (database, table_name)
);

CREATE TABLE IF NOT EXISTS write_ids (
    database TEXT COLLATE "C" NOT NULL,
    table_name TEXT COLLATE "C" NOT NULL,
    write_id BIGINT NOT NULL,
    txn_id BIGINT NOT NULL,
    PRIMARY KEY (database, table_name, write_id)
);

CREATE UNIQUE INDEX IF NOT EXISTS write_ids_by_txn ON write_ids (txn_id, database, table_name);

CREATE TABLE IF NOT EXISTS rebuild_locks (
    database TEXT COLLATE "C" NOT NULL,
    table_name TEXT COLLATE "C" NOT NULL,
    txn_id BIGINT NOT NULL,
    heartbeat BIGINT NOT NULL,
    PRIMARY KEY (database, table_name)
);
