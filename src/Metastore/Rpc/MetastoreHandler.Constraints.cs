using Metastore.Constraints;

namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task drop_constraint(DropConstraintRequest? req, CancellationToken cancellationToken = default) =>
        constraints.DropAsync(req!, cancellationToken);

    public Task add_primary_key(AddPrimaryKeyRequest? req, CancellationToken cancellationToken = default) =>
        constraints.AddAsync(req!.PrimaryKeyCols!.Select(key => NewConstraint.From(key)), cancellationToken);

    public Task add_foreign_key(AddForeignKeyRequest? req, CancellationToken cancellationToken = default) =>
        constraints.AddAsync(req!.ForeignKeyCols!.Select(key => NewConstraint.From(key)), cancellationToken);

    public Task add_unique_constraint(AddUniqueConstraintRequest? req, CancellationToken cancellationToken = default) =>
        constraints.AddAsync(req!.UniqueConstraintCols!.Select(key => NewConstraint.From(key)), cancellationToken);

    public Task add_not_null_constraint(AddNotNullConstraintRequest? req, CancellationToken cancellationToken = default) =>
        constraints.AddAsync(req!.NotNullConstraintCols!.Select(constraint => NewConstraint.From(constraint)), cancellationToken);

    public Task add_default_constraint(AddDefaultConstraintRequest? req, CancellationToken cancellationToken = default) =>
        constraints.AddAsync(req!.DefaultConstraintCols!.Select(constraint => NewConstraint.From(constraint)), cancellationToken);

    public Task add_check_constraint(AddCheckConstraintRequest? req, CancellationToken cancellationToken = default) =>
        constraints.AddAsync(req!.CheckConstraintCols!.Select(constraint => NewConstraint.From(constraint)), cancellationToken);

    public Task<PrimaryKeysResponse> get_primary_keys(PrimaryKeysRequest? request, CancellationToken cancellationToken = default) =>
        constraints.GetPrimaryKeysAsync(request!, cancellationToken);

    public Task<ForeignKeysResponse> get_foreign_keys(ForeignKeysRequest? request, CancellationToken cancellationToken = default) =>
        constraints.GetForeignKeysAsync(request!, cancellationToken);

    public Task<UniqueConstraintsResponse> get_unique_constraints(UniqueConstraintsRequest? request, CancellationToken cancellationToken = default) =>
        constraints.GetUniqueAsync(request!, cancellationToken);

    public Task<NotNullConstraintsResponse> get_not_null_constraints(NotNullConstraintsRequest? request, CancellationToken cancellationToken = default) =>
        constraints.GetNotNullAsync(request!, cancellationToken);

    public Task<DefaultConstraintsResponse> get_default_constraints(DefaultConstraintsRequest? request, CancellationToken cancellationToken = default) =>
        constraints.GetDefaultsAsync(request!, cancellationToken);

    public Task<CheckConstraintsResponse> get_check_constraints(CheckConstraintsRequest? request, CancellationToken cancellationToken = default) =>
        constraints.GetChecksAsync(request!, cancellationToken);

    public Task<AllTableConstraintsResponse> get_all_table_constraints(AllTableConstraintsRequest? request, CancellationToken cancellationToken = default) =>
        constraints.GetAllAsync(request!, cancellationToken);
}
