using System.Collections.Immutable;

namespace HonourWall.Roll;

/// <summary>A person with a page of their own (获奖个人), with a file or known from rows only.</summary>
public sealed record Honouree : Recipient
{
    public required HonoureeId Id { get; init; }
    /// <summary>Syllables separated by spaces, only where the automatic reading is wrong.</summary>
    public string? Pinyin { get; init; }
    public ImmutableArray<string> AlsoKnownAs { get; init; } = [];
    public string? Gender { get; init; }
    public string? Ethnicity { get; init; }
    public ImpreciseDate? Born { get; init; }
    /// <summary>Null does not mean alive.</summary>
    public ImpreciseDate? Died { get; init; }
    public string? NativePlace { get; init; }
    public string? Occupation { get; init; }
    /// <summary>As its file says, else as the first honour that says so.</summary>
    public string? KnownOccupation => Occupation ?? FirstOf(h => h.Title);
    /// <summary>One sentence from a source, shown above everything.</summary>
    public string? Motivation { get; init; }
    public Picture? Portrait { get; init; }
    public ImmutableArray<Video> Videos { get; init; } = [];
    public ImmutableArray<Relation> Related { get; init; } = [];
    /// <summary>Whether there is a file that tells more than the rows.</summary>
    public bool HasFile { get; init; }
}
