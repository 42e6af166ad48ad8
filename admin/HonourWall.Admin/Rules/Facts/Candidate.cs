using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Facts;

/// <summary>Someone who waits for a place (候选人), by a number of the registry: a list of names would be personal data.</summary>
/// <param name="FrontLine">基层一线.</param>
/// <param name="Last">The last time; null for who has never been.</param>
public sealed record Candidate(string Id, bool FrontLine, DateOnly? Last)
{
    public static Candidate? Read(SourceNode node, RuleDiagnostics diagnostics)
    {
        if (MapReader.Open(node, diagnostics) is not { } map) return null;
        var id = map.Require("id") is { } i ? Scalars.Text(i, diagnostics) : null;
        var frontLine = map.Require("front_line") is { } f ? Scalars.Flag(f, diagnostics) : null;
        var last = map.Find("last") is { } l ? Scalars.Date(l, diagnostics) : null;
        map.Close();
        if (id is null || frontLine is not { } atTheFront) return null;
        if (!id.Contains(';', StringComparison.Ordinal)) return new Candidate(id, atTheFront, last);
        diagnostics.Add("HR105", node.Place, id, new Wording("不含分号的编号", "an id without a semicolon"));
        return null;
    }

    public override string ToString() => $"{Id}（{(FrontLine ? "一线" : "非一线")}，{(Last is { } day ? $"上次 {day:yyyy-MM-dd}" : "从未参加")}）";
}
