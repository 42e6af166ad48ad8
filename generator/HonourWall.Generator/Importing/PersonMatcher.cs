using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Roll.Diagnostics;
using HonourWall.Search.Text;

namespace HonourWall.Generator.Importing;

/// <summary>A row and the id it goes under.</summary>
internal sealed record MatchedRow(ListRow Row, string Id, bool IsNew, bool IsInBatch);

/// <summary>
/// Decides who each row is. A row of the batch is recognised by name and employer; anybody else of a known name is proposed and never
/// assumed: a clerk says --same or --new for that row.
/// </summary>
internal sealed class PersonMatcher(ImportRequest request, KnownPeople known, BatchFile batch, DiagnosticBag diagnostics)
{
    private readonly NewIds _newIds = new(known);
    private readonly List<(string Id, string Name, string Employer)> _inBatch =
        [.. batch.Column("id").Zip(batch.Column("name"), batch.Column("employer")).Select(r => (r.First, Plain(r.Second), ListText.Cell(r.Third)))];

    public List<MatchedRow> Match(ImmutableArray<ListRow> rows)
    {
        CheckDecisions(rows);
        var matched = new List<MatchedRow>(rows.Length);
        var seen = new Dictionary<(string, string), ListRow>();
        foreach (var row in rows)
        {
            if (!row.IsCollective && !ListText.IsNameOfOne(row.NameCell.Text, row.Name) && !request.New.ContainsKey(row.Number) && !IsAlreadyIn(row))
            {
                diagnostics.Add("HW719", row.NameCell.Place, row.NameCell.Address, ListText.Line(row.NameCell.Text), Invariant(row.Number));
                continue;
            }
            if (!seen.TryAdd(row.Key, row) && !request.New.ContainsKey(row.Number) && !IsAlreadyIn(row))
            {
                diagnostics.Add("HW708", row.NameCell.Place, row.NameCell.Address, row.Name, seen[row.Key].NameCell.Address, Invariant(row.Number));
                continue;
            }
            if (Match(row) is { } match) matched.Add(match);
        }
        foreach (var twice in matched.Where(m => !m.IsInBatch).GroupBy(m => m.Id).Where(g => g.Skip(1).Any()))
        {
            var last = twice.Last().Row;
            diagnostics.Add("HW712", last.NameCell.Place, Invariant(last.Number), twice.Key);
        }
        return matched;
    }

    private MatchedRow? Match(ListRow row)
    {
        var here = _inBatch.FindIndex(r => r.Name == Plain(row.Name) && r.Employer == row.Key.Employer);
        if (here >= 0) return Take(row, here);
        if (request.Same.TryGetValue(row.Number, out var same))
        {
            var isHere = _inBatch.Exists(r => r.Id == same);
            return new MatchedRow(row, same, IsNew: false, isHere);
        }
        if (request.New.TryGetValue(row.Number, out var wanted)) return wanted.Length > 0 ? new MatchedRow(row, wanted, true, false) : New(row);
        if (_inBatch.Find(r => r.Name == Plain(row.Name)) is { Id: not null } other)
        {
            diagnostics.Add("HW711", row.NameCell.Place, row.NameCell.Address, row.Name, $"{other.Id}（{other.Employer}）", Invariant(row.Number), other.Id);
            return null;
        }
        var people = known.Named(row.Name, row.IsCollective).ToList();
        if (people.Count == 0) return New(row);
        diagnostics.Add("HW710", row.NameCell.Place, row.NameCell.Address, row.Name, string.Join("、", people.Select(p => p.Describe())), Invariant(row.Number), people[0].Id);
        return null;
    }

    /// <summary>Two people of one name and unit take two rows of the batch.</summary>
    private MatchedRow Take(ListRow row, int here)
    {
        var id = _inBatch[here].Id;
        _inBatch.RemoveAt(here);
        return new MatchedRow(row, id, IsNew: false, IsInBatch: true);
    }

    private MatchedRow? New(ListRow row)
    {
        if (_newIds.Give(row.Name, !row.IsCollective) is { } id) return new MatchedRow(row, id, IsNew: true, IsInBatch: false);
        diagnostics.Add("HW713", row.NameCell.Place, row.NameCell.Address, row.Name, Invariant(row.Number));
        return null;
    }

    /// <summary>Every --same and --new must name a row of the list and a fitting id.</summary>
    private void CheckDecisions(ImmutableArray<ListRow> rows)
    {
        var byNumber = rows.ToDictionary(r => r.Number);
        foreach (var (number, id) in request.Same.Concat(request.New).OrderBy(d => d.Key))
        {
            var isNew = request.New.ContainsKey(number);
            var row = byNumber.GetValueOrDefault(number);
            var isGood = row is not null && (isNew
                ? id.Length == 0 || (Id<Honouree>.TryParse(id, out _) && !known.IsUsed(id))
                : known.Find(id, row.IsCollective) is { } person && person.Names.Contains(HanFolding.ToSimplified(row.Name)));
            if (!isGood && !(row is not null && IsAlreadyIn(row))) diagnostics.Add("HW712", row?.NameCell.Place ?? new ContentPlace(Path.GetFileName(request.File)), Invariant(number), id);
            else if (isNew && id.Length > 0) known.Use(id);
        }
    }

    /// <summary>The decision was carried out by an earlier import of the same list.</summary>
    private bool IsAlreadyIn(ListRow row) => _inBatch.Exists(r => r.Name == Plain(row.Name) && r.Employer == row.Key.Employer);

    private static string Plain(string name) => HanFolding.ToSimplified(ListText.Name(name));

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
