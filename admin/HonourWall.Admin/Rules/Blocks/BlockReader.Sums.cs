using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Parameters;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Blocks;

/// <content>Blocks that leave an amount or a list.</content>
public sealed partial class BlockReader
{
    private RateBlock? ReadRate(MapReader map)
    {
        var of = _context.Fact<Money>(map.Require("of"), optional: false);
        var percent = _context.Parameter<Percent>(map.Require("percent"));
        var onBase = _context.Parameter<ImmutableArray<string>>(map.Require("base"));
        var line = _context.Parameter<Money>(map.Require("line"));
        _context.CheckWords(onBase, RateBlock.Bases);
        return of is null || percent is null || onBase is null || line is null ? null : new RateBlock(of, percent, onBase, line);
    }

    private CapBlock? ReadCap(MapReader map) => _context.Parameter<Money>(map.Require("at-most")) is { } most ? new CapBlock(most) : null;

    private AmountBlock? ReadAmount(MapReader map) => _context.Parameter<Money>(map.Require("pays")) is { } pays ? new AmountBlock(pays) : null;

    private BudgetBlock? ReadBudget(MapReader map) => _context.Parameter<Money>(map.Require("is")) is { } amount ? new BudgetBlock(amount) : null;

    private PlacesBlock? ReadPlaces(MapReader map) => _context.Parameter<long>(map.Require("number")) is { } number ? new PlacesBlock(number) : null;

    private AmountsBlock? ReadAmounts(MapReader map) =>
        map.Require("pays") is { } node && Scalars.List(node, _context.Parameter<Money>, _diagnostics) is { } pays ? new AmountsBlock(pays) : null;

    private TierBlock? ReadTier(MapReader map)
    {
        var who = _context.Fact<Holder>(map.Require("who"), optional: false);
        var tiers = map.Require("steps") is { } node ? Scalars.List(node, ReadTierStep, _diagnostics) : null;
        return who is null || tiers is not { } all ? null : new TierBlock(who, all);
    }

    private Tier? ReadTierStep(SourceNode node)
    {
        if (MapReader.Open(node, _diagnostics) is not { } map) return null;
        var (honours, pays) = (_context.Parameter<HonourSet>(map.Require("honours")), _context.Parameter<Money>(map.Require("pays")));
        map.Close();
        return honours is null || pays is null ? null : new Tier(honours, pays);
    }

    private TopUpBlock? ReadTopUp(MapReader map)
    {
        var earlier = _context.Fact<ImmutableArray<Grant>>(map.Require("earlier"), optional: true);
        var counts = ImmutableDictionary.CreateBuilder<string, Parameter<Money>>(StringComparer.Ordinal);
        if (map.Require("counts") is { } node && MapReader.Open(node, _diagnostics) is not null)
            foreach (var member in node.Members)
                if (_context.Parameter<Money>(member.Value) is { } amount) counts[member.Key] = amount;
        return earlier is null ? null : new TopUpBlock(earlier, counts.ToImmutable());
    }

    private OccasionsBlock? ReadOccasions(MapReader map)
    {
        var who = _context.Fact<Holder>(map.Require("who"), optional: false);
        var year = _context.Fact<int>(map.Require("year"), optional: false);
        var paid = _context.Parameter<ImmutableArray<string>>(map.Require("paid"));
        var honours = _context.Parameter<HonourSet>(map.Require("honours"));
        ImmutableArray<Occasion> calendar = map.Require("calendar") is { } node && MapReader.Open(node, _diagnostics) is not null
            ? [.. node.Members.Select(ReadOccasion).OfType<Occasion>()]
            : [];
        _context.CheckWords(paid, calendar.Select(o => o.Name));
        return who is null || year is null || paid is null || honours is null ? null : new OccasionsBlock(who, year, paid, honours, calendar);
    }

    private PriorityBlock? ReadPriority(MapReader map)
    {
        var among = _context.Fact<ImmutableArray<Candidate>>(map.Require("among"), optional: false);
        var by = _context.Parameter<ImmutableArray<string>>(map.Require("by"));
        var seed = _context.Fact<string>(map.Require("seed"), optional: false);
        _context.CheckWords(by, PriorityBlock.Criteria);
        // Without the draw at the end two people could stand on one place.
        foreach (var version in by?.Values ?? [])
            if (version.Value is not [.., PriorityBlock.Draw])
                _diagnostics.Add("HR105", version.Place, string.Join('、', version.Value), new Wording($"以「{PriorityBlock.Draw}」结尾", $"{PriorityBlock.Draw} at the end"));
        return among is null || by is null || seed is null ? null : new PriorityBlock(among, by, seed);
    }

    /// <summary><c>五一: 05-01</c>, or <c>春节: 农历正月初一</c>.</summary>
    private Occasion? ReadOccasion(SourceMember member)
    {
        if (member.Value.Text == "农历正月初一") return new Occasion(member.Key, null);
        // Read in a year without 29 February: an occasion must return every year.
        if (DateOnly.TryParseExact("2001-" + member.Value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new Occasion(member.Key, (day.Month, day.Day));
        _diagnostics.Add("HR105", member.Value.Place, member.Value.Text, new Wording("月-日，如 05-01，或 农历正月初一", "month-day such as 05-01, or 农历正月初一"));
        return null;
    }
}
