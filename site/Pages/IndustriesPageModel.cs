using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

public sealed record IndustriesPageModel(ImmutableArray<CountLink> Industries, int WithoutIndustry, Coverage Coverage, string Data);
