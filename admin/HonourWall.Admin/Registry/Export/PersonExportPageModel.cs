namespace HonourWall.Admin.Registry.Export;

/// <summary>The form before an export.</summary>
public sealed record PersonExportPageModel(PersonFilter Filter, int Count, string Reason, string? Wrong);
