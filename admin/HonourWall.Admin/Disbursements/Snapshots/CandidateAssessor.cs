using System.Text.Encodings.Web;
using System.Text.Json;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Facts;

namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>
/// Asks the released rule pack about a candidate, and works out the amount from the cycle's figures: the packs say who is entitled, the document of the
/// cycle says how much.
/// </summary>
public sealed class CandidateAssessor(RuleBook book)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    // Many persons have the same facts, and an answer is a function of the facts.
    private readonly Dictionary<string, Assessment?> _known = new(StringComparer.Ordinal);

    /// <summary>The pack that decides about a cycle; null when the release has none.</summary>
    public RulePack? PackOf(Cycle cycle) => cycle.Programme.Benefit() is { } benefit ? book.FindPack(new("benefit", benefit)) : null;

    public Entitlement Assess(Cycle cycle, Candidate candidate)
    {
        var facts = Facts(cycle, candidate);
        var assessment = Answer(facts);
        if (assessment is null || assessment.Decision == Decision.NotCovered) return new(null, Hold.NotCovered, facts);
        if (!Grants(assessment, cycle)) return new(null, null, facts, (assessment.Trace.LastOrDefault(step => !step.Passed) ?? assessment.Trace[^1]).Text);
        if (!cycle.Programme.IsBelowLine()) return new(cycle.Amount, null, facts);
        if (ReadIncome(candidate.Income) is not { } income) return new(null, Hold.NoIncome, facts);
        return income < cycle.Line ? new(Money.Min(cycle.Line - income, cycle.Cap), null, facts) : new(null, null, facts, $"月收入不低于收入线 {cycle.Line} 元");
    }

    /// <summary>The answer and its trace for facts that a row keeps; null when they cannot be read by this release.</summary>
    public Assessment? Answer(string facts)
    {
        if (_known.TryGetValue(facts, out var known)) return known;
        return _known[facts] = new CaseFactsReader(book, []).ReadJson("facts", facts) is { } read ? read.Pack.Assess(read) : null;
    }

    /// <summary>Monthly income as it was declared: an amount, perhaps with 元.</summary>
    public static Money? ReadIncome(string text) => Money.TryParse(text.Trim().TrimEnd('元').Trim(), out var income) ? income : null;

    private static bool Grants(Assessment assessment, Cycle cycle) =>
        assessment.Decision == Decision.Granted && (cycle.Programme != Programme.Festival || assessment.Result.Split(';').Contains(cycle.Purpose, StringComparer.Ordinal));

    private static string Facts(Cycle cycle, Candidate candidate)
    {
        var person = new
        {
            honours = candidate.Honours.Select(h => new { award = h.Award, year = h.Year, revoked_on = h.RevokedOn }),
            status = candidate.Status.Word(),
        };
        var benefit = cycle.Programme.Benefit();
        return cycle.Programme == Programme.Festival
            ? JsonSerializer.Serialize(new { benefit, year = cycle.Year, person }, Json)
            : JsonSerializer.Serialize(new { benefit, on = cycle.PayOn, person }, Json);
    }
}

/// <summary>What a candidate gets.</summary>
/// <param name="Amount">Null when nothing, or when it cannot be said.</param>
/// <param name="Hold">Why it cannot be said; null when the rules answered.</param>
/// <param name="Facts">The facts as JSON, as they were asked.</param>
/// <param name="Refusal">Why the rules give nothing; null when they give something or cannot say.</param>
public sealed record Entitlement(Money? Amount, Hold? Hold, string Facts, string? Refusal = null);
