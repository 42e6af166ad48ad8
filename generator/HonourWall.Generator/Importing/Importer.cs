using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Importing;

/// <summary>
/// An award list as clerks have it becomes rows of a batch. Reads the list, recognises what the batch has already, asks who is who where a
/// name is known, gives ids, and plans the change; any error and nothing changes.
/// </summary>
public sealed class Importer
{
    private static readonly string[] BatchColumns =
        ["id", "name", "kind", "gender", "ethnicity", "district", "employer", "title", "industry", "status", "outside", "source", "public_note", "note"];

    private readonly ImportRequest _request;
    private readonly DiagnosticBag _diagnostics;
    private readonly RollDraft _draft;
    private readonly string _contentName;

    private Importer(ImportRequest request, DateTimeOffset now, DiagnosticBag diagnostics)
    {
        _request = request;
        _diagnostics = diagnostics;
        _contentName = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Source)));
        // What is wrong elsewhere in the content is the business of check; the names and ids are what matters here.
        _draft = RollReader.Read(request.Source, new RollReadOptions { Now = now }, new DiagnosticBag());
    }

    public static ImportPlan Plan(ImportRequest request, DateTimeOffset now, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (!Directory.Exists(request.Source))
        {
            diagnostics.Add("HW100", new ContentPlace(request.Source), request.Source);
            return new ImportPlan();
        }
        return new Importer(request, now, diagnostics).Plan();
    }

    /// <summary>Writes every file beside its place before the first one is put there.</summary>
    public static void Write(ImportPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var change in plan.Changes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(change.Path) ?? ".");
            var hasMark = File.Exists(change.Path) && File.ReadAllBytes(change.Path).AsSpan().StartsWith("\uFEFF"u8);
            File.WriteAllText(change.Path + ".new", change.After, new System.Text.UTF8Encoding(hasMark));
        }
        foreach (var change in plan.Changes) File.Move(change.Path + ".new", change.Path, overwrite: true);
    }

    private ImportPlan Plan()
    {
        var award = FindAward(out var newBatchRow);
        var rows = ReadList(award, out var passed);
        var file = Open($"batches/{_request.Batch}.csv", BatchColumns);
        var known = new KnownPeople(_draft);
        var matched = new PersonMatcher(_request, known, file, _diagnostics).Match(rows);
        if (_diagnostics.HasErrors) return new ImportPlan { Passed = passed };

        var added = matched.Where(m => !m.IsInBatch).ToList();
        var changes = ImmutableArray.CreateBuilder<PlannedChange>();
        AddChange(changes, $"batches/{_request.Batch}.csv", file, [.. added.Select(m => Cells(m, award))]);
        if (newBatchRow is not null && added.Count > 0) AddChange(changes, "batches.csv", Open("batches.csv", [.. newBatchRow.Keys]), [newBatchRow]);
        return new ImportPlan
        {
            Changes = changes.DrainToImmutable(),
            Added = [.. added.Select(m => (m.Id, m.Row.Name, m.IsNew))],
            Unchanged = matched.Count - added.Count,
            Passed = passed,
        };
    }

    /// <summary>The award of the batch; a line for batches.csv where the batch is a new one.</summary>
    private Award? FindAward(out Dictionary<string, string>? newBatchRow)
    {
        newBatchRow = null;
        var awards = _draft.Awards.ToLookup(a => a.Id.Text, a => a.Award, StringComparer.Ordinal);
        if (_draft.Batches.FirstOrDefault(b => b.Id.Text == _request.Batch) is { } batch) return awards[batch.Award?.Text ?? ""].FirstOrDefault();
        var place = new ContentPlace(_contentName + "/batches.csv");
        if (_request.NewBatch is not { Year: var year } wanted)
        {
            // A batch of another year is another one, however like its id.
            var sameYear = _draft.Batches.Select(b => b.Id.Text).Where(id => id.Where(char.IsAsciiDigit).SequenceEqual(_request.Batch.Where(char.IsAsciiDigit)));
            _diagnostics.Add(new Diagnostic("HW714", place, [_request.Batch], DidYouMean.Word(_request.Batch, sameYear)));
            return null;
        }
        if (!Id<Batch>.TryParse(_request.Batch, out _)) _diagnostics.Add("HW140", place, _request.Batch);
        var award = awards[wanted.Award].FirstOrDefault();
        if (award is null) _diagnostics.Add(new Diagnostic("HW201", place, [wanted.Award], DidYouMean.Word(wanted.Award, awards.Select(a => a.Key))));
        if (wanted.Source is { } source && _draft.Sources.All(s => s.Id.Text != source)) _diagnostics.Add(new Diagnostic("HW205", place, [source], DidYouMean.Word(source, _draft.Sources.Select(s => s.Id.Text))));
        var written = year?.ToString(CultureInfo.InvariantCulture) ?? "";
        newBatchRow = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = _request.Batch,
            ["award"] = wanted.Award,
            ["year"] = written,
            ["date"] = wanted.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            ["name"] = wanted.Name ?? (year is null ? award?.Name : $"{written}年{award?.Name}") ?? "",
            ["source"] = wanted.Source ?? "",
        };
        return award;
    }

    private ImmutableArray<ListRow> ReadList(Award? award, out int passed)
    {
        passed = 0;
        var name = Path.GetFileName(_request.File);
        var sheets = SheetReader.Read(_request.File, _diagnostics);
        if (_request.Sheet is { } wanted)
        {
            if (!sheets.IsEmpty && sheets.All(s => s.Name != wanted)) _diagnostics.Add("HW725", new ContentPlace(name), wanted, string.Join("、", sheets.Select(s => s.Name)));
            sheets = [.. sheets.Where(s => s.Name == wanted)];
        }
        var lists = sheets.Select(s => (Sheet: s, Header: ListHeader.Find(s, _request.Skip))).Where(l => l.Header is not null).ToList();
        if (lists.Count != 1)
        {
            if (lists.Count > 1) _diagnostics.Add("HW703", new ContentPlace(name), string.Join("、", lists.Select(l => l.Sheet.Name)));
            else if (!_diagnostics.HasErrors) _diagnostics.Add("HW702", new ContentPlace(name));
            return [];
        }
        var (sheet, found) = lists[0];
        if (found is not { } header) return [];
        foreach (var skipped in _request.Skip.Where(s => !header.All.Contains(ListText.Heading(s)))) _diagnostics.Add(new Diagnostic("HW726", new ContentPlace(name), [skipped, string.Join("、", header.All)], DidYouMean.Word(ListText.Heading(skipped), header.All)));
        foreach (var cell in header.Unread) _diagnostics.Add("HW709", cell.Place, cell.Address, cell.Text.Trim());
        foreach (var cell in header.Private) _diagnostics.Add("HW715", cell.Place, cell.Address, cell.Text.Trim());
        if (header.Combined is { } combined) _diagnostics.Add("HW716", combined.Place, combined.Address, combined.Text.Trim());
        var accepts = header.IsOfCollectives ? RecipientKind.Collective : RecipientKind.Person;
        if (award is { Recipients: not RecipientKind.None } && (award.Recipients & accepts) == 0) _diagnostics.Add(header.IsOfCollectives ? "HW717" : "HW718", sheet.Rows[header.Index][0].Place, award.Name);
        var reader = new ListRowReader(header, new ListNames(_draft), _diagnostics);
        var rows = reader.Read(sheet);
        passed = reader.Passed;
        return rows;
    }

    private Dictionary<string, string> Cells(MatchedRow match, Award? award) => new(StringComparer.Ordinal)
    {
        ["id"] = match.Id,
        ["name"] = match.Row.Name,
        // Said only where the award leaves it open.
        ["kind"] = match.Row.IsCollective && !KnownPeople.IsForCollectives(award) ? "collective" : "",
        ["gender"] = match.Row.Gender,
        ["ethnicity"] = match.Row.Ethnicity,
        ["district"] = match.Row.District,
        ["employer"] = match.Row.Employer,
        ["title"] = match.Row.Title,
        ["industry"] = match.Row.Industry,
        ["status"] = _request.Status == HonourStatus.Granted ? "" : "publicity",
        ["note"] = match.Row.Note,
    };

    private BatchFile Open(string file, string[] columns) => BatchFile.Open(Path.Combine(_request.Source, file), _contentName + "/" + file, _diagnostics, columns);

    private void AddChange(ImmutableArray<PlannedChange>.Builder changes, string file, BatchFile before, IReadOnlyList<IReadOnlyDictionary<string, string>> rows)
    {
        if (rows.Count > 0) changes.Add(new PlannedChange(Path.Combine(_request.Source, file), _contentName + "/" + file, before.Text, before.With(rows)));
    }
}
