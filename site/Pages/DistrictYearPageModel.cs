namespace HonourWall.Site.Pages;

/// <summary>One district in one year: a journalist needs no script for it.</summary>
public sealed record DistrictYearPageModel(District District, int? Year, HonourList List, int? Earlier, int? Later);
