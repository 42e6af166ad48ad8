namespace HonourWall.Site.Pages;

/// <summary>Honours of units and teams.</summary>
/// <param name="Outside">Those from elsewhere, which stand apart on the first page; the file of the list holds them too.</param>
public sealed record CollectivesPageModel(HonourList List, HonourList? Outside);
