using System.Collections.Immutable;

namespace HonourWall.Admin.Rules;

/// <summary>
/// The answer to one case (审核结果): decision, result and the trace that leads to it. A pure function of the facts and the pack, of
/// which <see cref="Version"/> is the content hash: whoever has both can compute it again.
/// </summary>
/// <param name="Result">
/// As cases write it: an amount with two decimals (<c>0</c> is nothing), <c>yes</c> or <c>no</c>, or a list joined by <c>;</c>.
/// Empty when the rules do not cover the case.
/// </param>
/// <param name="Amount">Where the pack gives one amount; zero when refused, null for other packs.</param>
/// <param name="Version">Hash of the pack and of everything that it uses from other files.</param>
public sealed record Assessment(
    string PackId, string PackTitle, string Version, Decision Decision, string Result, Money? Amount, ImmutableArray<TraceStep> Trace)
{
    public bool Equals(Assessment? other) =>
        other is not null && (PackId, Version, Decision, Result, Amount) == (other.PackId, other.Version, other.Decision, other.Result, other.Amount)
        && TraceText == other.TraceText;

    public override int GetHashCode() => HashCode.Combine(PackId, Version, Decision, Result);

    /// <summary>The whole trace as text.</summary>
    public string TraceText => string.Join('\n', Trace);
}
