using System.Collections.Immutable;

namespace HonourWall.Search.Searching;

/// <summary>Names that sound or look like what was asked.</summary>
/// <param name="Hits">Those that were read, in their order.</param>
/// <param name="Slots">Theirs, then those of the others, of which any may be a result.</param>
/// <param name="IsExact">There are no others.</param>
internal sealed record FoundNames(ImmutableArray<SearchHit> Hits, ImmutableArray<int> Slots, bool IsExact)
{
    public static FoundNames Nobody { get; } = new([], [], true);
}
