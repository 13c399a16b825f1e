CREATE TABLE IF NOT EXISTS table_constraints (
    table_id BIGINT NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    column_name TEXT COLLATE "C",
    promises BIGINT NOT NULL,
    expression TEXT,
    parent_id BIGINT REFERENCES tables (id) ON DELETE CASCADE,
    parent_column TEXT COLLATE "C",
    parent_key TEXT COLLATE "C",
    update_rule BIGINT NOT NULL,
    delete_rule BIGINT NOT NULL,
    PRIMARY KEY (table_id, id)
);

CREATE INDEX IF NOT EXISTS table_constraints_by_parent ON table_constraints (parent_id);
