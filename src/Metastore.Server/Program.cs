using Metastore;
using Metastore.Rpc;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddMetastore().AddRpc();

var app = builder.Build();
await app.Services.GetRequiredService<Bootstrap>().RunAsync(CancellationToken.None);
await app.RunAsync();
