namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task create_dataconnector(DataConnector? connector, CancellationToken cancellationToken = default) =>
        dataConnectors.CreateAsync(connector, session, cancellationToken);

    public Task create_dataconnector_req(CreateDataConnectorRequest? connectorReq, CancellationToken cancellationToken = default) =>
        dataConnectors.CreateAsync(connectorReq?.Connector, session, cancellationToken);

    public Task<DataConnector> get_dataconnector_req(GetDataConnectorRequest? request, CancellationToken cancellationToken = default) =>
        dataConnectors.GetAsync(request?.ConnectorName, cancellationToken);

    public Task<List<string>> get_dataconnectors(CancellationToken cancellationToken = default) =>
        dataConnectors.ListNamesAsync(cancellationToken);

    public Task alter_dataconnector(string? name, DataConnector? connector, CancellationToken cancellationToken = default) =>
        dataConnectors.AlterAsync(name, connector, cancellationToken);

    public Task alter_dataconnector_req(AlterDataConnectorRequest? alterReq, CancellationToken cancellationToken = default) =>
        dataConnectors.AlterAsync(alterReq?.ConnectorName, alterReq?.NewConnector, cancellationToken);

    public Task drop_dataconnector(string? name, bool ifNotExists, bool checkReferences, CancellationToken cancellationToken = default) =>
        dataConnectors.DropAsync(name, ifNotExists, cancellationToken);

    public Task drop_dataconnector_req(DropDataConnectorRequest? dropDcReq, CancellationToken cancellationToken = default) =>
        dataConnectors.DropAsync(dropDcReq?.ConnectorName, dropDcReq?.IfNotExists ?? false, cancellationToken);
}
