using System.Collections.Immutable;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Parameters;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Blocks;

/// <content>Blocks that say yes or no.</content>
public sealed partial class BlockReader
{
    private EligibilityBlock? ReadEligibility(MapReader map)
    {
        var who = _context.Fact<Holder>(map.Require("who"), optional: false);
        var honours = _context.Parameter<HonourSet>(map.Find("honours"));
        var statuses = _context.Parameter<ImmutableArray<string>>(map.Find("statuses"));
        var stopped = _context.Parameter<ImmutableArray<string>>(map.Find("stopped"));
        _context.CheckWords(statuses, Holder.Statuses);
        _context.CheckWords(stopped, Holder.Statuses);
        return who is null ? null : new EligibilityBlock(who, honours, statuses, stopped);
    }

    private IsBlock? ReadIs(MapReader map)
    {
        var fact = _context.Fact<bool>(map.Require("fact"), optional: true);
        var value = map.Require("value") is { } v ? Scalars.Flag(v, _diagnostics) : null;
        return fact is null || value is not { } wanted ? null : new IsBlock(fact, wanted);
    }

    private OneOfBlock? ReadOneOf(MapReader map)
    {
        var fact = _context.Fact<string>(map.Require("fact"), optional: true);
        var words = _context.Parameter<ImmutableArray<string>>(map.Require("words"));
        _context.CheckWords(words, fact?.KnownKeys(_context.Honours));
        return fact is null || words is null ? null : new OneOfBlock(fact, words);
    }

    private AgeBlock? ReadAge(MapReader map)
    {
        var born = _context.Fact<DateOnly>(map.Require("born"), optional: true);
        var on = _context.Fact<DateOnly>(map.Require("on"), optional: true);
        var under = _context.Parameter<long>(map.Require("under"));
        return born is null || on is null || under is null ? null : new AgeBlock(born, on, under);
    }

    private AnyOfBlock? ReadAnyOf(MapReader map)
    {
        var title = map.RequireText("title");
        var ways = map.Require("ways") is { } node ? Scalars.List(node, ReadWay, _diagnostics) : null;
        return ways is { } all ? new AnyOfBlock(title, all) : null;
    }

    private Way? ReadWay(SourceNode node)
    {
        if (MapReader.Open(node, _diagnostics) is not { } map) return null;
        var (name, steps) = (map.RequireText("name"), map.Require("steps"));
        map.Close();
        return steps is null ? null : new Way(name, Read(steps));
    }

    private OnceBlock? ReadOnce(MapReader map)
    {
        var benefit = map.RequireText("benefit");
        var per = _context.Fact<string>(map.Require("per"), optional: true);
        var earlier = _context.Fact<ImmutableArray<Grant>>(map.Require("earlier"), optional: true);
        return per is null || earlier is null ? null : new OnceBlock(benefit, per, earlier);
    }

    private FrequencyBlock? ReadFrequency(MapReader map)
    {
        var earlier = _context.Fact<ImmutableArray<DateOnly>>(map.Require("earlier"), optional: true);
        var atMost = _context.Parameter<long>(map.Require("at-most"));
        return earlier is null || atMost is null ? null : new FrequencyBlock(earlier, atMost);
    }

    private ThresholdBlock? ReadThreshold(MapReader map)
    {
        var fact = _context.Fact<Money>(map.Require("fact"), optional: false);
        var atLeast = _context.Parameter<Money>(map.Require("at-least"));
        var of = _context.Fact<int>(map.Find("of"), optional: true);
        return fact is null || atLeast is null ? null : new ThresholdBlock(fact, atLeast, of);
    }

    private ShareBlock? ReadShare(MapReader map)
    {
        var part = _context.Fact<long>(map.Require("part"), optional: false);
        var whole = _context.Fact<long>(map.Require("whole"), optional: false);
        var atLeast = _context.Parameter<Percent>(map.Require("at-least"));
        return part is null || whole is null || atLeast is null ? null : new ShareBlock(part, whole, atLeast);
    }

    private TableBlock? ReadTable(MapReader map)
    {
        var rows = _context.Parameter<RuleTable>(map.Require("rows"));
        var key = _context.Fact(map.Find("key"));
        var block = new TableBlock(rows!, key, ReadColumns(map.Find("match")), ReadColumns(map.Find("if-stated"))); // Dropped below without rows.
        _context.CheckTable(rows, [.. block.Columns]);
        return rows is null ? null : block;
    }

    private ImmutableArray<Fact> ReadColumns(SourceNode? node) =>
        node is null ? [] : Scalars.List(node, _context.Fact, _diagnostics) ?? [];
}
