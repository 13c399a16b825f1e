using Metastore.Server;

await using var app = await MetastoreServer.PrepareAsync(args, CancellationToken.None);
await app.RunAsync();
