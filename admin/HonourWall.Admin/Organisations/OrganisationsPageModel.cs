using System.Collections.Immutable;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Organisations;

/// <summary>The tree as far as the reader sees it, in order of its paths.</summary>
/// <param name="At">The organisation whose form was not accepted.</param>
/// <param name="Typed">The name typed there.</param>
public sealed record OrganisationsPageModel(ImmutableArray<Organisation> All, Guid? At, string Typed, FieldErrors Errors);
