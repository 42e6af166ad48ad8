namespace HonourWall.Admin.Statistics;

/// <summary>The statistics page.</summary>
/// <param name="To">The last year.</param>
/// <param name="Years">1 or 5.</param>
/// <param name="ForPublication">Small counts are left out.</param>
public sealed record StatisticsPageModel(string Organisation, int To, int Years, bool ForPublication, StatisticsTable Table);
