namespace HonourWall.Roll;

/// <summary>A picture beside a page's file.</summary>
/// <param name="Path">Where it lies, relative to the content folder's parent.</param>
public sealed record Picture(string Path, string? Credit, string Alt, ContentPlace Place);
