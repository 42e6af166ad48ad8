using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>Links rows to their batch, recipient, district, industry and sources, and gathers each recipient's honours.</summary>
internal sealed class HonourLinker
{
    private readonly LinkTables _tables;
    private readonly DiagnosticBag _diagnostics;
    private readonly IReadOnlySet<string> _openBatches;
    private readonly IReadOnlySet<string> _noticeBatches;
    private readonly RollOfHonour? _before;

    /// <param name="openBatches">Batches whose candidates a notice shows now.</param>
    /// <param name="noticeBatches">Batches that any notice names.</param>
    /// <param name="before">See <see cref="RollLinker.Link"/>.</param>
    public HonourLinker(RollDraft draft, Publishing publishing, LinkTables tables, IReadOnlySet<string> openBatches, IReadOnlySet<string> noticeBatches, DiagnosticBag diagnostics, RollOfHonour? before)
    {
        (_tables, _diagnostics, _openBatches, _noticeBatches, _before) = (tables, diagnostics, openBatches, noticeBatches, before);
        var gaps = draft.Gaps;
        People = new("HW206", diagnostics, gaps.AreInRows);
        Collectives = new("HW206", diagnostics, gaps.AreInRows);
        foreach (var id in gaps.Ids("honourees")) People.Lose(id);
        foreach (var file in draft.Honourees) AddFile(People, file, publishing);
        foreach (var file in draft.Collectives) AddFile(Collectives, file, publishing);
        foreach (var rows in draft.Rows) Meet(rows);
        foreach (var rows in draft.Rows) Link(rows);
    }

    public IdTable<RecipientEntry<Honouree>> People { get; }
    public IdTable<RecipientEntry<Collective>> Collectives { get; }

    /// <summary>In the order of the rows; candidates of open notices among them.</summary>
    public Dictionary<BatchId, ImmutableArray<Honour>> ByBatch { get; } = [];

    private static void AddFile<T>(IdTable<RecipientEntry<T>> entries, RecipientDraft<T> file, Publishing publishing) where T : Recipient
    {
        var entry = new RecipientEntry<T>(file.Id) { File = file, ShownFile = publishing.Shows(file.Publication) ? file : null };
        entries.Add(file.Id, file.Page.Name, entry);
    }

    /// <summary>First every row is met, so that names and statuses are known wherever they stand.</summary>
    private void Meet(BatchRows rows)
    {
        var award = _tables.Batches.Known(rows.Batch)?.Award;
        foreach (var row in rows.Rows)
        {
            if (IsCollective(row, award)) Meet(Collectives, row);
            else Meet(People, row);
        }
    }

    private static void Meet<T>(IdTable<RecipientEntry<T>> entries, HonourRow row) where T : Recipient
    {
        var entry = entries.Known(row.Id.Text);
        if (entry is null) entries.Add(row.Id.Text, row.Name?.Text ?? "", entry = new RecipientEntry<T>(row.Id.Text));
        entry.FirstRow ??= row;
        entry.NamedRow ??= row.Name is null ? null : row;
        entry.IsReached = true;
        entry.HasWithdrawnRow |= row.Status == HonourStatus.Withdrawn;
        entry.HasCandidateRow |= row.Status == HonourStatus.Publicity;
    }

    private void Link(BatchRows rows)
    {
        var batch = _tables.Batches.Known(rows.Batch);
        if (batch is null) _tables.Batches.ReportUnknown(rows.Batch, rows.File.Place);
        var honours = ImmutableArray.CreateBuilder<Honour>(rows.Rows.Length);
        var hasNotice = _noticeBatches.Contains(rows.Batch);
        var known = new KnownHonours(batch is null || _before is null ? [] : _before.HonoursOf(batch));
        foreach (var row in rows.Rows)
        {
            var collective = IsCollective(row, batch?.Award);
            if (batch is not null) CheckKind(row, collective, batch.Award);
            if (row.Status == HonourStatus.Withdrawn) continue;
            if (row.Status == HonourStatus.Publicity && !hasNotice)
            {
                _diagnostics.Add("HW219", row.Place, rows.Batch);
                hasNotice = true; // once for each batch
            }
            var honour = collective ? Link(row, batch, Collectives.Known(row.Id.Text), true, known) : Link(row, batch, People.Known(row.Id.Text), false, known);
            if (honour is { IsCandidate: false } || (honour is not null && _openBatches.Contains(rows.Batch))) honours.Add(honour);
        }
        if (batch is null) return;
        ByBatch[batch.Id] = honours.DrainToImmutable();
    }

    /// <summary>Null where there is no batch to put it in.</summary>
    private Honour? Link<T>(HonourRow row, Batch? batch, RecipientEntry<T>? entry, bool isCollective, KnownHonours known) where T : Recipient
    {
        var district = _tables.Districts.Find(row.District);
        var industry = _tables.Industries.Find(row.Industry);
        var sources = _tables.SourcesOf(row.Sources);
        if (entry is null) return null; // never: Meet made one
        CheckName(row, entry);
        if (batch is null) return null;
        if (district is not null) CheckDistrict(row, district, batch);
        var before = known.Find(row.Id.Text, isCollective);
        var honour = new Honour
        {
            Batch = batch,
            RecipientId = row.Id.Text,
            IsCollective = isCollective,
            Name = row.Name?.Text ?? entry.Name ?? row.Id.Text,
            Gender = row.Gender?.Text,
            Ethnicity = row.Ethnicity?.Text,
            District = district,
            Employer = row.Employer,
            Title = row.Title,
            Industry = industry,
            IsCandidate = row.Status == HonourStatus.Publicity,
            IsOutside = row.IsOutside || entry.File?.Page.IsOutside == true,
            Sources = before is not null && before.Sources.SequenceEqual(sources) ? before.Sources : sources,
            PublicNote = row.PublicNote,
            Place = row.Place,
        };
        if (honour.Equals(before)) honour = before;
        if (!honour.IsCandidate) entry.Honours.Add(honour);
        return honour;
    }

    private static bool IsCollective(HonourRow row, Award? award) =>
        row.IsCollective ?? (award is { Recipients: not RecipientKind.None } && (award.Recipients & RecipientKind.Person) == 0);

    /// <summary>奖状 for a person, a title of honour for a team.</summary>
    private void CheckKind(HonourRow row, bool collective, Award award)
    {
        var place = row.Kind?.Place ?? row.Place;
        var allowed = award.Recipients == RecipientKind.None ? RecipientKind.Person | RecipientKind.Collective : award.Recipients;
        var isOnlyPerson = People.Known(row.Id.Text)?.File is not null && Collectives.Known(row.Id.Text)?.File is null;
        var isOnlyCollective = Collectives.Known(row.Id.Text)?.File is not null && People.Known(row.Id.Text)?.File is null;
        if (collective)
        {
            if ((allowed & RecipientKind.Collective) == 0) _diagnostics.Add("HW213", place, award.Name, row.Id.Text);
            else if (isOnlyPerson) _diagnostics.Add("HW212", place, award.Name, row.Id.Text);
            else if ((row.Gender ?? row.Ethnicity) is { } personal) _diagnostics.Add("HW212", personal.Place, award.Name, row.Id.Text);
        }
        else if ((allowed & RecipientKind.Person) == 0) _diagnostics.Add("HW212", place, award.Name, row.Id.Text);
        else if (isOnlyCollective) _diagnostics.Add("HW213", place, award.Name, row.Id.Text);
    }

    private void CheckName<T>(HonourRow row, RecipientEntry<T> entry) where T : Recipient
    {
        if (row.Name is not { } name)
        {
            if (entry.Name is null) _diagnostics.Add("HW223", row.Place, row.Id.Text);
        }
        else if (entry.File is { Name: { } fileName } file)
        {
            var isKnown = name.Text == fileName.Text || (file.Page is Honouree honouree && honouree.AlsoKnownAs.Contains(name.Text));
            if (!isKnown) _diagnostics.Add("HW210", name.Place, name.Text, fileName.Text, file.File.Name);
        }
        else if (entry.NamedRow?.Name is { } other && other.Text != name.Text) _diagnostics.Add("HW211", name.Place, name.Text, other.Text, other.Place.ToString());
    }

    /// <summary>An honour carries the district as awarded, so a former one must still have been there.</summary>
    private void CheckDistrict(HonourRow row, District district, Batch batch)
    {
        if (row.District is not { } written) return;
        var isOver = batch.Date is { } date ? date >= district.Until : batch.Year > district.Until?.Year;
        var isEarly = batch.Date is { } day ? day < district.From : batch.Year < district.From?.Year;
        if (isOver || isEarly) _diagnostics.Add("HW224", written.Place, district.Name, batch.Name);
    }

    /// <summary>The honours of a batch as they were. Most rows stand where they stood.</summary>
    private sealed class KnownHonours(ImmutableArray<Honour> honours)
    {
        private int _next;
        private Dictionary<(string, bool), Honour>? _byRecipient;

        public Honour? Find(string id, bool isCollective)
        {
            if (_next < honours.Length && honours[_next] is var next && next.RecipientId == id && next.IsCollective == isCollective)
            {
                _next++;
                return next;
            }
            _byRecipient ??= honours.ToDictionary(h => (h.RecipientId, h.IsCollective));
            if (!_byRecipient.TryGetValue((id, isCollective), out var honour)) return null;
            _next = honours.IndexOf(honour) + 1;
            return honour;
        }
    }
}
