namespace HonourWall.Admin.Registry.Import;

/// <summary>The dry run of a list.</summary>
public sealed record ImportPageModel(Guid Id, ImportPlan Plan, string? Wrong);
