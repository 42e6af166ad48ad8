namespace HonourWall.Admin.Registry;

/// <summary>A person in a list, with what may be shown of the numbers.</summary>
public sealed record PersonRow(Person Person, string IdNumber, string Mobile);
