using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>One innovation studio: lintel, ledger, outputs.</summary>
public sealed record StudioPageModel(Studio Studio, Prose About, SourceList Sources, ImmutableArray<Studio> SameDistrict, string Citation);
