using System.Collections.Immutable;
using HonourWall.Generator.Pictures;

namespace HonourWall.Generator.Planning;

/// <summary>Every file of the site and every address that answers, known before anything is rendered.</summary>
public sealed record SitePlan(ImmutableArray<PlannedFile> Files, PictureCache Pictures);
