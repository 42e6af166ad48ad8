using System.Collections.Immutable;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Facts;

/// <summary>Reads the <c>facts</c> of one pack: what its question may be asked with.</summary>
public sealed class FactReader(RuleDiagnostics diagnostics)
{
    private static readonly ImmutableArray<string> Kinds =
        ["date", "year", "money", "flag", "count", "person", "unit", "award", "awards", "grants", "dates", "candidates", "word"];

    public Fact? Read(SourceMember member)
    {
        if (MapReader.Open(member.Value, diagnostics) is not { } map) return null;
        var (name, kind) = (map.RequireText("name"), map.Require("kind"));
        var optional = map.Find("optional") is { } o && Scalars.Flag(o, diagnostics) == true;
        var fallback = ReadFallback(map);
        var words = kind?.Text == "word" ? ReadWords(map) : null;
        map.Close();
        return kind?.Text switch
        {
            null => null,
            "date" => Make(FactKinds.Date),
            "year" => Make(FactKinds.Year),
            "money" => Make(FactKinds.Money),
            "flag" => Make(FactKinds.Flag),
            "count" => Make(FactKinds.Count),
            "person" => Make(FactKinds.Person),
            "unit" => Make(FactKinds.Unit),
            "award" => Make(FactKinds.Award),
            "awards" => Make(FactKinds.Awards),
            "grants" => Make(FactKinds.Grants),
            "dates" => Make(FactKinds.Dates),
            "candidates" => Make(FactKinds.Candidates),
            "word" when words is not null => Make(words),
            _ => Unknown(),
        };

        Fact Make<T>(FactKind<T> type) where T : notnull => new Fact<T>(member.Key, name, member.Place, type, optional, fallback);

        Fact? Unknown()
        {
            diagnostics.AddUnknown("HR105", kind.Place, kind.Text, Kinds);
            return null;
        }
    }

    /// <summary><c>words: { spouse: 配偶 }</c>, and <c>others: true</c> where the list is not closed.</summary>
    private FactKind<string> ReadWords(MapReader map)
    {
        var words = ImmutableArray.CreateBuilder<FactChoice>();
        if (map.Require("words") is { } node && MapReader.Open(node, diagnostics) is not null)
            foreach (var word in node.Members.DistinctBy(m => m.Key)) words.Add(new(word.Key, Scalars.Text(word.Value, diagnostics) ?? ""));
        var others = map.Find("others") is { } o && Scalars.Flag(o, diagnostics) == true;
        return FactKinds.Word(words.ToImmutable(), others);
    }

    private FactFallback? ReadFallback(MapReader map)
    {
        if (map.Find("from") is { } from)
        {
            if (Scalars.Words(from, diagnostics) is not { } pair) return null;
            if (pair.Length == 2) return new Difference(pair[0], pair[1]);
            diagnostics.Add("HR105", from.Place, string.Join('、', pair), new Wording("两项事实：[总额, 减去的]", "two facts: [whole, less]"));
            return null;
        }
        return map.Find("default") switch
        {
            null => null,
            { Kind: NodeKind.Flag } flag => new StatedFlag(flag.Text == "true"),
            var other => Scalars.Text(other, diagnostics) is { } id ? new SameAs(id) : null,
        };
    }
}
