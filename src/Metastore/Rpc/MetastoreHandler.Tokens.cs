namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    private const string NoDelegation = "Delegation tokens need Kerberos, which is not set up on this metastore";

    public Task<List<string>> set_ugi(string? user_name, List<string>? group_names, CancellationToken cancellationToken = default) => Task.FromResult(session.Introduce(user_name, group_names));

    public Task<string> get_delegation_token(string? token_owner, string? renewer_kerberos_principal_name, CancellationToken cancellationToken = default) => throw Errors.Meta(NoDelegation);

    public Task<long> renew_delegation_token(string? token_str_form, CancellationToken cancellationToken = default) => throw Errors.Meta(NoDelegation);

    public Task cancel_delegation_token(string? token_str_form, CancellationToken cancellationToken = default) => throw Errors.Meta(NoDelegation);

    public Task<bool> add_token(string? token_identifier, string? delegation_token, CancellationToken cancellationToken = default) => tokens.AddAsync(token_identifier, delegation_token, cancellationToken);

    public Task<bool> remove_token(string? token_identifier, CancellationToken cancellationToken = default) => tokens.RemoveAsync(token_identifier, cancellationToken);

    public Task<string> get_token(string? token_identifier, CancellationToken cancellationToken = default) => tokens.GetAsync(token_identifier, cancellationToken);

    public Task<List<string>> get_all_token_identifiers(CancellationToken cancellationToken = default) => tokens.ListIdentifiersAsync(cancellationToken);

    public Task<int> add_master_key(string? key, CancellationToken cancellationToken = default) => tokens.AddKeyAsync(key, cancellationToken);

    public Task update_master_key(int seq_number, string? key, CancellationToken cancellationToken = default) => tokens.UpdateKeyAsync(seq_number, key, cancellationToken);

    public Task<bool> remove_master_key(int key_seq, CancellationToken cancellationToken = default) => tokens.RemoveKeyAsync(key_seq, cancellationToken);

    public Task<List<string>> get_master_keys(CancellationToken cancellationToken = default) => tokens.ListKeysAsync(cancellationToken);
}
