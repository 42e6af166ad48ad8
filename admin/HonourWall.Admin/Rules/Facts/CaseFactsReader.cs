using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Facts;

/// <summary>
/// Reads the input of a case: finds the pack that answers its question, then takes exactly the facts that the pack asks for. A key that
/// the pack does not know is a mistake: a misspelt <c>earlier</c> would pay twice.
/// </summary>
public sealed class CaseFactsReader(RuleBook book, RuleDiagnostics diagnostics)
{
    /// <summary>Reads one JSON object, such as an application keeps.</summary>
    public CaseFacts? ReadJson(string file, string json)
    {
        var source = new SourceText(file, json);
        return JsonNodes.Read(source.Text, source.PlaceAt, diagnostics) is { } node ? Read(node) : null;
    }

    /// <returns>Null after a diagnostic.</returns>
    public CaseFacts? Read(SourceNode node)
    {
        var before = diagnostics.Count;
        if (MapReader.Open(node, diagnostics) is not { } map || FindPack(map) is not { } pack) return null;
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var fact in pack.Facts)
            if (map.Find(fact.Id) is { } given && fact.TryRead(given, book.FactContext, diagnostics, out var value)) values[fact.Id] = value;
        map.Close();
        if (diagnostics.Count > before) return null;
        var derived = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var fact in pack.Facts) Complete(fact, pack, values, derived, node);
        CheckShare(pack, values, node);
        var day = FindDay(pack, values, node);
        return diagnostics.Count > before ? null : new CaseFacts(pack, day, values, derived, node.Place);
    }

    private RulePack? FindPack(MapReader map)
    {
        var asked = Question.Kinds.Select(kind => (Kind: kind, Code: map.Find(kind))).Where(q => q.Code is not null).ToList();
        if (asked is not [var (kind, code)])
        {
            diagnostics.Add("HR301", map.Map.Place, string.Join('、', Question.Kinds));
            return null;
        }
        if (Scalars.Text(code!, diagnostics) is not { } text) return null; // Those without a code were left out.
        if (book.FindPack(new Question(kind, text)) is { } pack) return pack;
        diagnostics.AddUnknown("HR302", code!.Place, text, book.Questions.Where(q => q.Kind == kind).Select(q => q.Code)); // As above.
        return null;
    }

    private void Complete(Fact fact, RulePack pack, Dictionary<string, object> values, Dictionary<string, string> derived, SourceNode node)
    {
        Fact Other(string id) => pack.Facts.First(f => f.Id == id);
        string InWords(string id) => $"{Other(id).Name} {Other(id).InWords(values[id])}";
        var stated = values.ContainsKey(fact.Id);
        switch (fact.Fallback)
        {
            case Difference difference:
                if (Subtract(fact, difference, values, node))
                    derived[fact.Id] = $"{InWords(difference.FactId)} − {InWords(difference.LessFactId)}";
                break;
            case StatedFlag flag when !stated:
                values[fact.Id] = flag.Value;
                derived[fact.Id] = "没有写，按规则包的默认";
                break;
            case SameAs same when !stated && values.TryGetValue(same.FactId, out var value):
                values[fact.Id] = value;
                derived[fact.Id] = $"没有写，同{Other(same.FactId).Name}";
                break;
            case null when !stated && !fact.Optional:
                diagnostics.Add("HR103", node.Place, fact.Id);
                break;
        }
    }

    /// <summary>Either the amount itself or both amounts of the difference: two statements of one thing may contradict each other.</summary>
    /// <returns>Whether the fact is now the difference.</returns>
    private bool Subtract(Fact fact, Difference difference, Dictionary<string, object> values, SourceNode node)
    {
        var (hasWhole, hasLess) = (values.TryGetValue(difference.FactId, out var whole), values.TryGetValue(difference.LessFactId, out var less));
        if (values.ContainsKey(fact.Id) ? hasWhole || hasLess : !hasWhole || !hasLess)
        {
            diagnostics.Add("HR305", node.Place, fact.Id, difference.FactId, difference.LessFactId);
            return false;
        }
        if (whole is not Money total || less is not Money part) return false;
        if (part <= total)
        {
            values[fact.Id] = total - part;
            return true;
        }
        diagnostics.Add("HR303", node.Place, new Wording(
            $"{difference.LessFactId} {part} 大于 {difference.FactId} {total}", $"{difference.LessFactId} {part} exceeds {difference.FactId} {total}"));
        return false;
    }

    private void CheckShare(RulePack pack, Dictionary<string, object> values, SourceNode node)
    {
        foreach (var block in pack.Blocks.OfType<Blocks.ShareBlock>())
            if (values.TryGetValue(block.Part.Id, out var part) && values.TryGetValue(block.Whole.Id, out var whole)
                && (whole is 0L || (long)part > (long)whole))
                diagnostics.Add("HR303", node.Place, new Wording(
                    $"{block.Whole.Id} {whole} 须大于 0，且不小于 {block.Part.Id} {part}", $"{block.Whole.Id} {whole} must be above 0 and at least {block.Part.Id} {part}"));
    }

    private DateOnly? FindDay(RulePack pack, Dictionary<string, object> values, SourceNode node)
    {
        if (pack.DatedBy.IsEmpty) return null;
        DateOnly? day = null;
        foreach (var fact in pack.DatedBy)
        {
            if (!values.TryGetValue(fact.Id, out var value)) continue;
            // A year alone means its last day: what the year came to.
            var found = value is DateOnly date ? date : new DateOnly((int)value, 12, 31);
            if (day is { } first && first.Year != found.Year)
                diagnostics.Add("HR303", node.Place, new Wording($"{fact.Id} 与 {first.Year} 年不符", $"{fact.Id} is not in {first.Year}"));
            day ??= found;
        }
        if (day is null && pack.DatedBy.Length > 1)
            diagnostics.Add("HR306", node.Place, string.Join('、', pack.DatedBy.Select(f => f.Id)));
        return day;
    }
}
