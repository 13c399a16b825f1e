using Metastore.Server;
using Metastore.Server.Commands;

return ProgramArguments.AreSettings(args) ? await MetastoreServer.RunAsync(args) : await CommandLine.RunAsync(args);
