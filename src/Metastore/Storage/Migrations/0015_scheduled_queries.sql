CREATE TABLE IF NOT EXISTS scheduled_queries (
    namespace TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    due BIGINT,
    execution BIGINT,
    payload BYTEA NOT NULL,
    PRIMARY KEY (namespace, name)
);

CREATE TABLE IF NOT EXISTS scheduled_executions (
    id BIGINT NOT NULL PRIMARY KEY,
    namespace TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    state BIGINT NOT NULL,
    executor_query_id TEXT,
    error_message TEXT,
    started BIGINT NOT NULL,
    updated BIGINT,
    ended BIGINT
);

CREATE INDEX IF NOT EXISTS scheduled_executions_by_query ON scheduled_executions (namespace, name);
