namespace HonourWall.Site.Pages;

/// <summary>The address of someone whose every honour was withdrawn: no name.</summary>
public sealed record WithdrawnPageModel;
