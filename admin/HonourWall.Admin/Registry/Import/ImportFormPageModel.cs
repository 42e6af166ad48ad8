using System.Collections.Immutable;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Registry.Import;

/// <summary>The upload form.</summary>
public sealed record ImportFormPageModel(ImmutableArray<Organisation> Organisations, string Organisation, FieldErrors Errors);
