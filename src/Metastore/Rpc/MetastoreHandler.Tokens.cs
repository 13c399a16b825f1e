namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<List<string>> set_ugi(string? user_name, List<string>? group_names, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("set_ugi");

    public Task<string> get_delegation_token(string? token_owner, string? renewer_kerberos_principal_name, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_delegation_token");

    public Task<long> renew_delegation_token(string? token_str_form, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("renew_delegation_token");

    public Task cancel_delegation_token(string? token_str_form, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("cancel_delegation_token");

    public Task<bool> add_token(string? token_identifier, string? delegation_token, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("add_token");

    public Task<bool> remove_token(string? token_identifier, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("remove_token");

    public Task<string> get_token(string? token_identifier, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_token");

    public Task<List<string>> get_all_token_identifiers(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_all_token_identifiers");

    public Task<int> add_master_key(string? key, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("add_master_key");

    public Task update_master_key(int seq_number, string? key, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("update_master_key");

    public Task<bool> remove_master_key(int key_seq, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("remove_master_key");

    public Task<List<string>> get_master_keys(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_master_keys");
}
