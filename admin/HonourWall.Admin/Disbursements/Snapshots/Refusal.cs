using System.Collections.Immutable;
using System.Globalization;

namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>Why a freeze gave some people nothing, in the words of the rules (不符合的原因).</summary>
public sealed record Refusal(string Reason, int Count)
{
    /// <summary>The commonest first.</summary>
    public static ImmutableArray<Refusal> Of(IEnumerable<string> reasons) =>
        [.. reasons.CountBy(reason => reason).OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => new Refusal(r.Key, r.Value))];

    /// <summary>As a cycle keeps them: a line each.</summary>
    public static string Write(ImmutableArray<Refusal> refusals) => string.Join('\n', refusals.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Count} {r.Reason}")));

    public static IEnumerable<Refusal> Read(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).Select(parts => new Refusal(parts[1], int.Parse(parts[0], CultureInfo.InvariantCulture)));
}
