using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>Every award by level.</summary>
public sealed record AwardsPageModel(ImmutableArray<AwardLevelGroup> Groups, Coverage Coverage, string Data);

/// <summary>The awards of one level with the number of honours that this site holds.</summary>
public sealed record AwardLevelGroup(Level Level, ImmutableArray<(Award Award, int Count)> Awards);
