// Hive's names win over .NET's where both have one; the .NET one is then written with its namespace.
global using Metastore.Api;
global using HiveDecimal = Metastore.Api.Decimal;
global using HiveIndex = Metastore.Api.Index;
global using HiveType = Metastore.Api.Type;
global using InvalidOperationException = Metastore.Api.InvalidOperationException;
global using Type = System.Type;
