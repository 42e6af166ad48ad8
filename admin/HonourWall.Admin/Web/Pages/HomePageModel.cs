using System.Collections.Immutable;
using HonourWall.Admin.Registry;

namespace HonourWall.Admin.Web.Pages;

/// <summary>The first page.</summary>
public sealed record HomePageModel(string? Organisation, ImmutableArray<(PersonStatus Status, int Count)> Counts);
