using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Facts;

/// <summary>What was granted before (此前已发).</summary>
/// <param name="Occasion">Which illness, fire, accident it was for; null when that was not written down.</param>
/// <param name="Amount">Null when it is not stated; then what the rules of that day give is meant.</param>
public sealed record Grant(string Benefit, string? Occasion, DateOnly? PaidOn, Money? Amount)
{
    public static Grant? Read(SourceNode node, FactContext context, RuleDiagnostics diagnostics)
    {
        if (MapReader.Open(node, diagnostics) is not { } map) return null;
        var benefit = map.Require("benefit");
        var occasion = (map.Find("illness") ?? map.Find("occasion")) is { } o ? Scalars.Text(o, diagnostics) : null;
        var paidOn = map.Find("paid_on") is { } p ? Scalars.Date(p, diagnostics) : null;
        var amount = map.Find("amount") is { } a ? Scalars.Amount(a, diagnostics) : null;
        map.Close();
        if (benefit is null || Scalars.Text(benefit, diagnostics) is not { } code) return null;
        // A misspelt benefit would be overlooked, and the same help paid twice.
        if (context.Benefits.Contains(code)) return new Grant(code, occasion, paidOn, amount);
        diagnostics.AddUnknown("HR105", benefit.Place, code, context.Benefits);
        return null;
    }

    public override string ToString() =>
        string.Join('，', new[] { Benefit, Occasion, PaidOn is { } day ? $"{day:yyyy-MM-dd}" : null, Amount is { } amount ? $"{amount} 元" : null }.OfType<string>());
}
