namespace HonourWall.Site.Pages;

/// <summary>A former address that leads on; servers that can answer 301 do so without this page.</summary>
/// <param name="To">The address now: of this site, or a whole one.</param>
public sealed record MovedPageModel(string To);
