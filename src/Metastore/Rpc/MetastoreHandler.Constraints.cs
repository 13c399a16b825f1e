namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task drop_constraint(DropConstraintRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_constraint");

    public Task add_primary_key(AddPrimaryKeyRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("add_primary_key");

    public Task add_foreign_key(AddForeignKeyRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("add_foreign_key");

    public Task add_unique_constraint(AddUniqueConstraintRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("add_unique_constraint");

    public Task add_not_null_constraint(AddNotNullConstraintRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("add_not_null_constraint");

    public Task add_default_constraint(AddDefaultConstraintRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("add_default_constraint");

    public Task add_check_constraint(AddCheckConstraintRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("add_check_constraint");

    public Task<PrimaryKeysResponse> get_primary_keys(PrimaryKeysRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_primary_keys");

    public Task<ForeignKeysResponse> get_foreign_keys(ForeignKeysRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_foreign_keys");

    public Task<UniqueConstraintsResponse> get_unique_constraints(UniqueConstraintsRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_unique_constraints");

    public Task<NotNullConstraintsResponse> get_not_null_constraints(NotNullConstraintsRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_not_null_constraints");

    public Task<DefaultConstraintsResponse> get_default_constraints(DefaultConstraintsRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_default_constraints");

    public Task<CheckConstraintsResponse> get_check_constraints(CheckConstraintsRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_check_constraints");

    public Task<AllTableConstraintsResponse> get_all_table_constraints(AllTableConstraintsRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_all_table_constraints");
}
