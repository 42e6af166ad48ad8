using System.Collections.Frozen;
using System.Collections.Immutable;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>Joins the <c>steps</c> of a pack with its facts and parameters: each step is a map with one key, the block's name.</summary>
public sealed partial class BlockReader
{
    private readonly BlockContext _context;
    private readonly RuleDiagnostics _diagnostics;
    private readonly FrozenDictionary<string, Func<MapReader, RuleBlock?>> _blocks;

    public BlockReader(BlockContext context)
    {
        (_context, _diagnostics) = (context, context.Diagnostics);
        _blocks = new Dictionary<string, Func<MapReader, RuleBlock?>>
        {
            ["eligibility"] = ReadEligibility,
            ["is"] = ReadIs,
            ["one-of"] = ReadOneOf,
            ["age"] = ReadAge,
            ["any-of"] = ReadAnyOf,
            ["once"] = ReadOnce,
            ["frequency"] = ReadFrequency,
            ["threshold"] = ReadThreshold,
            ["rate"] = ReadRate,
            ["cap"] = ReadCap,
            ["amount"] = ReadAmount,
            ["amounts"] = ReadAmounts,
            ["tier"] = ReadTier,
            ["top-up"] = ReadTopUp,
            ["budget"] = ReadBudget,
            ["share"] = ReadShare,
            ["table"] = ReadTable,
            ["occasions"] = ReadOccasions,
            ["priority"] = ReadPriority,
            ["places"] = ReadPlaces,
        }.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public ImmutableArray<RuleBlock> Read(SourceNode steps) => Scalars.List(steps, ReadBlock, _diagnostics) ?? [];

    private RuleBlock? ReadBlock(SourceNode node)
    {
        if (node is not { Kind: NodeKind.Map, Members: [var member] })
        {
            _diagnostics.Add("HR104", node.Place, node.Describe, new Wording("一个构件：{ 名称: {…} }", "one block: { name: {…} }"));
            return null;
        }
        if (!_blocks.TryGetValue(member.Key, out var read))
        {
            _diagnostics.AddUnknown("HR105", member.Place, member.Key, _blocks.Keys);
            return null;
        }
        if (MapReader.Open(member.Value, _diagnostics) is not { } map) return null;
        if (NeedsDay.Contains(member.Key) && _context.Pack.DatedBy is null) _diagnostics.Add("HR211", member.Place, member.Key);
        var block = read(map);
        map.Close();
        return block;
    }

    /// <summary>Blocks that ask what holds on the day of the case.</summary>
    private static readonly ImmutableArray<string> NeedsDay = ["eligibility", "frequency", "tier", "top-up"];
}
