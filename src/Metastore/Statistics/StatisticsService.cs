namespace Metastore.Statistics;

internal sealed class StatisticsService
{
}
