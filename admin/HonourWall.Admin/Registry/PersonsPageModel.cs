using System.Collections.Immutable;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Registry;

/// <summary>The list of persons.</summary>
/// <param name="Wrong">Why the search was not done.</param>
public sealed record PersonsPageModel(PersonFilter Filter, ImmutableArray<PersonRow> Rows, ImmutableArray<Organisation> Organisations, Paging Paging, string? Wrong);
