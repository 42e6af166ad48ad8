using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>Links the eligibility chain: each award after those it requires. A circle is reported and cut.</summary>
internal sealed class AwardLinker(LinkTables tables, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, AwardDraft> _drafts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
    private readonly List<string> _path = [];

    public void Link(ImmutableArray<AwardDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            tables.Awards.AddOnce(draft.Id, draft.Award.Name, draft.Award);
            _drafts.TryAdd(draft.Id.Text, draft);
        }
        foreach (var draft in _drafts.Values) Link(draft);
    }

    private Award Link(AwardDraft draft)
    {
        var id = draft.Id.Text;
        if (_finished.Contains(id)) return tables.Awards.Known(id) ?? draft.Award;
        _path.Add(id);
        var requires = ImmutableArray.CreateBuilder<Award>(draft.Requires.Length);
        foreach (var required in draft.Requires)
        {
            if (_path.Contains(required.Text)) ReportCircle(required);
            else if (tables.Awards.Find(required) is not null) requires.Add(Link(_drafts[required.Text]));
        }
        _path.RemoveAt(_path.Count - 1);
        var award = draft.Award with { Requires = requires.DrainToImmutable(), Sources = tables.SourcesOf(draft.Sources) };
        tables.Awards.Replace(id, award);
        _finished.Add(id);
        return award;
    }

    private void ReportCircle(Written required)
    {
        var circle = _path.SkipWhile(id => id != required.Text).Append(required.Text);
        diagnostics.Add("HW216", required.Place, string.Join(" → ", circle));
    }
}
