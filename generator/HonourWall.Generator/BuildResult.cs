using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator;

/// <summary>What a build did, for the table at its end.</summary>
public sealed record BuildResult
{
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }
    /// <summary>The site was written; false after an error or when it was only checked.</summary>
    public bool Written { get; init; }
    public int Pages { get; init; }
    public int Files { get; init; }
    /// <summary>Pictures of people and stories in every size, without those of the site's own look.</summary>
    public int Pictures { get; init; }
    public int ChangedFiles { get; init; }
    public long Bytes { get; init; }
    public long IndexBytes { get; init; }
    public ImmutableArray<(string Stage, TimeSpan Time)> Times { get; init; } = [];

    public int Errors => Diagnostics.Count(d => d.Severity == Severity.Error);
    public int Warnings => Diagnostics.Count(d => d.Severity == Severity.Warning);
    /// <summary>A number of somebody stands in what would be published.</summary>
    public bool IsPrivacyBlocked => Diagnostics.Any(d => d.Severity == Severity.Error && d.Code.StartsWith("HW6", StringComparison.Ordinal));
}
