namespace HonourWall.Admin.Statistics;

/// <summary>The statistics page.</summary>
/// <param name="Table">Null when the years that were asked for could not be read.</param>
public sealed record StatisticsPageModel(string Organisation, StatisticsFilter Filter, StatisticsTable? Table);
