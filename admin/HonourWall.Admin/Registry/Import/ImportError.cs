namespace HonourWall.Admin.Registry.Import;

/// <summary>What is wrong where in a list.</summary>
/// <param name="Row">1 is the first row below the header.</param>
/// <param name="Column">From 0; -1 for the row as a whole.</param>
public sealed record ImportError(int Row, int Column, string Message);
