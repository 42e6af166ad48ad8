namespace HonourWall.Admin.Registry;

/// <summary>A relative on a page, with what may be shown of the numbers.</summary>
public sealed record RelativeRow(Relative Relative, string Phone, string IdNumber);
