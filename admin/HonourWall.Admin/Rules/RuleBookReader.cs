using System.Collections.Immutable;
using HonourWall.Admin.Rules.Blocks;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Parameters;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules;

/// <summary>
/// Reads a folder of packs into a <see cref="RuleBook"/>: the table of honours, then each pack's parameters and facts, then the blocks
/// that join them. Strict: what is not understood is reported, and then there is no book.
/// </summary>
public sealed class RuleBookReader
{
    private readonly RuleDiagnostics _diagnostics;
    private readonly HonourClasses _honours;
    private readonly PackFile _honoursFile;
    private readonly ImmutableArray<PackDraft> _drafts;
    private readonly Dictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _usedParameters = new(StringComparer.Ordinal);

    private RuleBookReader(HonourClasses honours, PackFile honoursFile, ImmutableArray<PackDraft> drafts, RuleDiagnostics diagnostics) =>
        (_honours, _honoursFile, _drafts, _diagnostics) = (honours, honoursFile, drafts, diagnostics);

    /// <returns>Null when there is any diagnostic.</returns>
    public static RuleBook? Read(IEnumerable<PackFile> files, RuleDiagnostics diagnostics)
    {
        var before = diagnostics.Count;
        ImmutableArray<PackFile> all = [.. files.OrderBy(f => f.ShortName, StringComparer.Ordinal)];
        var documents = all.Where(f => !f.HoldsTests)
            .Select(f => (File: f, Node: YamlNodes.Read(new SourceText(f.Name, f.Text), diagnostics)))
            .Where(d => d.Node is not null).Select(d => (d.File, Node: d.Node!)).ToList(); // Filtered on the same line.
        var tables = documents.Where(d => d.Node.Members.Any(m => m.Key == "honours")).ToList();
        foreach (var second in tables.Skip(1)) diagnostics.Add("HR106", second.Node.Place, "honours");
        var honours = tables.Count > 0 ? HonourClassesReader.Read(tables[0].Node, diagnostics) : new HonourClasses([], []);
        var honoursFile = tables.Count > 0 ? tables[0].File : new PackFile("honours.yaml", "");

        var drafts = documents.Except(tables).Select(d => new PackDraftReader(honours, diagnostics).Read(d.File, d.Node)).OfType<PackDraft>();
        var reader = new RuleBookReader(honours, honoursFile, [.. drafts.OrderBy(d => d.Id, StringComparer.Ordinal)], diagnostics);
        var packs = reader.Link();
        return diagnostics.Count > before ? null : new RuleBook(honours, packs, all);
    }

    private ImmutableArray<RulePack> Link()
    {
        foreach (var repeated in _drafts.GroupBy(d => d.Id, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
            _diagnostics.Add("HR106", repeated.Node.Place, repeated.Id);
        foreach (var repeated in _drafts.Where(d => d.Question is not null).GroupBy(d => d.Question).SelectMany(g => g.Skip(1)))
            _diagnostics.Add("HR106", repeated.Node.Place, $"{repeated.Question}");
        foreach (var parameter in _drafts.SelectMany(d => d.Parameters)) _parameters.TryAdd(parameter.Id, parameter);
        ImmutableArray<RulePack> packs = [.. _drafts.Select(LinkPack)];
        foreach (var parameter in _parameters.Values.Where(p => !_usedParameters.Contains(p.Id)))
            _diagnostics.Add("HR208", parameter.Place, parameter.Id);
        return packs;
    }

    private RulePack LinkPack(PackDraft draft)
    {
        var context = new BlockContext(draft, _parameters, _honours, _diagnostics);
        ImmutableArray<Fact> datedBy = draft.DatedBy is null ? [] : Scalars.List(draft.DatedBy, context.Fact, _diagnostics) ?? [];
        foreach (var fact in datedBy.Where(f => f is not (Fact<DateOnly> or Fact<int>)))
            _diagnostics.Add("HR206", draft.DatedBy!.Place, fact.Id, fact.KindName); // There is a datedBy.
        var before = _diagnostics.Count;
        ImmutableArray<RuleBlock> blocks = draft.Steps is null ? [] : new BlockReader(context).Read(draft.Steps);
        // A block that could not be read would only be missed once more.
        if (draft.Steps is not null && _diagnostics.Count == before) CheckForm(draft, blocks);
        CheckFacts(draft, context);
        foreach (var parameter in context.UsedParameters) _usedParameters.Add(parameter.Id);
        return new RulePack
        {
            Id = draft.Id,
            Title = draft.Title,
            Scope = draft.Scope,
            Rules = draft.Rules,
            Question = draft.Question,
            Gives = draft.Gives,
            Facts = draft.Facts,
            DatedBy = datedBy,
            Parameters = draft.Parameters,
            Uses = [.. context.UsedParameters],
            Blocks = blocks,
            File = draft.File.Name,
            Version = PackFile.HashOf(_drafts
                .Where(d => d == draft || d.Parameters.Any(context.UsedParameters.Contains)).Select(d => d.File).Append(_honoursFile)),
        };
    }

    /// <summary>Fallbacks name facts of a fitting type; a fact that nobody reads would only look as if it mattered.</summary>
    private void CheckFacts(PackDraft draft, BlockContext context)
    {
        var used = context.UsedFacts.ToHashSet(StringComparer.Ordinal);
        foreach (var fact in draft.Facts)
        {
            ImmutableArray<string> named = fact.Fallback switch
            {
                SameAs same => [same.FactId],
                Difference difference => [difference.FactId, difference.LessFactId],
                _ => [],
            };
            used.UnionWith(named);
            foreach (var id in named)
            {
                if (draft.Facts.FirstOrDefault(f => f.Id == id) is not { } other) _diagnostics.AddUnknown("HR207", fact.Place, id, draft.Facts.Select(f => f.Id));
                else if (other.KindName != fact.KindName) _diagnostics.Add("HR206", fact.Place, id, other.KindName);
            }
        }
        foreach (var fact in draft.Facts.Where(f => !used.Contains(f.Id))) _diagnostics.Add("HR208", fact.Place, fact.Id);
    }

    /// <summary>The blocks leave what the pack gives, and nothing else.</summary>
    private void CheckForm(PackDraft draft, ImmutableArray<RuleBlock> blocks)
    {
        bool LeavesOther(RuleBlock block) => block is AmountsBlock or OccasionsBlock or PriorityBlock or PlacesBlock;
        bool LeavesAmount(RuleBlock block) => block is AmountBlock or RateBlock or TierBlock or BudgetBlock;
        var fits = draft.Gives switch
        {
            ResultForm.Amount => blocks.Count(LeavesAmount) == 1 && !blocks.Any(LeavesOther),
            ResultForm.Amounts => blocks.Count(b => b is AmountsBlock) == 1,
            ResultForm.List => blocks.Count(b => b is OccasionsBlock or PriorityBlock) == 1,
            ResultForm.Places => blocks.Count(b => b is PlacesBlock) == 1,
            _ => !blocks.Any(b => LeavesAmount(b) || LeavesOther(b) || b is CapBlock or TopUpBlock),
        };
        if (!fits) _diagnostics.Add("HR212", draft.Node.Place, draft.Id);
    }
}
