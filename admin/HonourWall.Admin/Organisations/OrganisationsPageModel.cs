using System.Collections.Immutable;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Organisations;

/// <summary>A page of the tree as far as the reader sees it, in order of its paths.</summary>
/// <param name="Depth">Of the reader's own organisation: what lies below it is set in.</param>
/// <param name="At">The organisation whose form was not accepted.</param>
public sealed record OrganisationsPageModel(OrganisationFilter Filter, ImmutableArray<Organisation> All, int Depth, Guid? At, FieldErrors Errors, Paging Paging);
