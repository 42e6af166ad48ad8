namespace HonourWall.Roll;

/// <summary>A picture beside a page's file.</summary>
/// <param name="Path">Where it lies, relative to the content folder's parent.</param>
/// <param name="Focus">What stays when only a part of it is shown; null: the generator looks for it.</param>
public sealed record Picture(string Path, string? Credit, string Alt, FocalPoint? Focus, ContentPlace Place);
