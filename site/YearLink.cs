namespace HonourWall.Site;

/// <summary>A year and where it leads: to its page, or to its stele on the wall.</summary>
public sealed record YearLink(int Year, string Address, int Count);
