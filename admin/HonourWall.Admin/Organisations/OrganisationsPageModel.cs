using System.Collections.Immutable;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Organisations;

/// <summary>A page of the tree as far as the reader sees it, in order of its paths.</summary>
/// <param name="Depth">Of the reader's own organisation: what lies below it is set in.</param>
public sealed record OrganisationsPageModel(OrganisationFilter Filter, ImmutableArray<Organisation> All, int Depth, Paging Paging);

/// <summary>One organisation and those directly below it.</summary>
/// <param name="Parent">Null at the top and where the reader does not see it.</param>
public sealed record OrganisationPageModel(Organisation Organisation, Organisation? Parent, ImmutableArray<Organisation> Below, FieldErrors Errors, Paging Paging);
