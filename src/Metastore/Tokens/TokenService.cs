namespace Metastore.Tokens;

internal sealed class TokenService
{
}
