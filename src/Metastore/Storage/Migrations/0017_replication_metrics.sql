CREATE TABLE IF NOT EXISTS replication_metrics (
    execution_id BIGINT NOT NULL PRIMARY KEY,
    policy TEXT COLLATE "C" NOT NULL,
    dump_execution_id BIGINT NOT NULL,
    metadata TEXT,
    progress TEXT,
    message_format TEXT,
    started BIGINT NOT NULL
);

CREATE INDEX IF NOT EXISTS replication_metrics_by_policy ON replication_metrics (policy, execution_id);

CREATE INDEX IF NOT EXISTS replication_metrics_by_dump ON replication_metrics (dump_execution_id, execution_id);

CREATE INDEX IF NOT EXISTS replication_metrics_by_time ON replication_metrics (started);
