CREATE TABLE IF NOT EXISTS roles (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner TEXT,
    created BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS role_grants (
    principal_type BIGINT NOT NULL,
    principal TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL REFERENCES roles (name) ON DELETE CASCADE,
    grantor TEXT,
    grantor_type BIGINT NOT NULL,
    grant_option BIGINT NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (principal_type, principal, role)
);

CREATE INDEX IF NOT EXISTS role_grants_by_role ON role_grants (role);

CREATE TABLE IF NOT EXISTS privileges (
    id BIGINT NOT NULL PRIMARY KEY,
    object_type BIGINT NOT NULL,
    database_id BIGINT REFERENCES databases (id) ON DELETE CASCADE,
    table_id BIGINT REFERENCES tables (id) ON DELETE CASCADE,
    partition_name TEXT COLLATE "C",
    column_name TEXT COLLATE "C",
    principal_type BIGINT NOT NULL,
    principal TEXT COLLATE "C" NOT NULL,
    privilege TEXT NOT NULL,
    grantor TEXT,
    grantor_type BIGINT NOT NULL,
    grant_option BIGINT NOT NULL,
    created BIGINT NOT NULL,
    authorizer TEXT
);

CREATE INDEX IF NOT EXISTS privileges_by_database ON privileges (database_id);

CREATE INDEX IF NOT EXISTS privileges_by_table ON privileges (table_id, partition_name);

CREATE INDEX IF NOT EXISTS privileges_by_principal ON privileges (principal_type, principal);
