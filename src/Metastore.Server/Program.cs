using Metastore.Server;

return await MetastoreServer.RunAsync(args);
