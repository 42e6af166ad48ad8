using System.Collections.Immutable;
using HonourWall.Admin.Organisations;

namespace HonourWall.Admin.Registry.Import;

/// <summary>The upload form.</summary>
public sealed record ImportFormPageModel(ImmutableArray<Organisation> Organisations, string Organisation, string? Wrong);
