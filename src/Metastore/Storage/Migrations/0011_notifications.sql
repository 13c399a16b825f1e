CREATE TABLE IF NOT EXISTS event_outbox (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    event_time BIGINT NOT NULL,
    size BIGINT NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    catalog TEXT COLLATE "C",
    database TEXT COLLATE "C",
    table_name TEXT COLLATE "C",
    message TEXT NOT NULL,
    format TEXT COLLATE "C" NOT NULL
);

CREATE TABLE IF NOT EXISTS notification_log (
    id BIGINT NOT NULL PRIMARY KEY,
    event_time BIGINT NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    catalog TEXT COLLATE "C",
    database TEXT COLLATE "C",
    table_name TEXT COLLATE "C",
    message TEXT NOT NULL,
    format TEXT COLLATE "C" NOT NULL
);

CREATE TABLE IF NOT EXISTS write_notifications (
    txn_id BIGINT NOT NULL,
    database TEXT COLLATE "C" NOT NULL,
    table_name TEXT COLLATE "C" NOT NULL,
    partition_name TEXT COLLATE "C" NOT NULL,
    write_id BIGINT NOT NULL,
    table_object TEXT NOT NULL,
    partition_object TEXT,
    files TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (txn_id, database, table_name, partition_name)
);

CREATE INDEX IF NOT EXISTS write_notifications_by_time ON write_notifications (at);
