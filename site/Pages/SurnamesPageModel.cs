using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>Every surname with its count.</summary>
public sealed record SurnamesPageModel(ImmutableArray<CountLink> Surnames, int People, int WithoutSurname, string Data);
