using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>What honours, people and pages refer to: sources, districts, industries, awards, batches.</summary>
internal sealed class LinkTables
{
    private readonly DiagnosticBag _diagnostics;

    /// <param name="before">Where the tables were the same, their records are.</param>
    public LinkTables(RollDraft draft, DiagnosticBag diagnostics, KnownRoll? before)
    {
        _diagnostics = diagnostics;
        Sources = Of<Source>("HW205", "sources.csv");
        Districts = Of<District>("HW203", "districts.csv");
        Industries = Of<Industry>("HW204", "industries.csv");
        Awards = Of<Award>("HW201", "awards.yaml");
        Batches = Of<Batch>("HW202", "batches.csv");
        foreach (var source in draft.Sources) Sources.AddOnce(source.Id, source.Value.Title, source.Value);
        foreach (var industry in draft.Industries) Industries.AddOnce(industry.Id, industry.Value.Name, industry.Value);
        foreach (var district in draft.Districts) Districts.AddOnce(district.Id, district.District.Name, district.District with { Sources = SourcesOf(district.Sources) });
        foreach (var district in draft.Districts)
        {
            if (Districts.Find(district.NowPartOf) is { } today && Districts.Known(district.Id.Text) is { } former) Districts.Replace(district.Id.Text, former with { NowPartOf = today.Id });
        }
        new AwardLinker(this, diagnostics).Link(draft.Awards);
        foreach (var batch in draft.Batches) Link(batch);
        if (before is not null && AreSame(before.Draft, draft)) TakeOver(before.Roll);

        IdTable<T> Of<T>(string unknownCode, string file) where T : class =>
            new(unknownCode, diagnostics, draft.Gaps.IsIn(file), draft.Gaps.Lacks(file) ? () => draft.Gaps.Miss(file, diagnostics) : null);
    }

    private static bool AreSame(RollDraft before, RollDraft now) => before.Sources == now.Sources && before.Industries == now.Industries
        && before.Districts == now.Districts && before.Awards == now.Awards && before.Batches == now.Batches;

    /// <summary>Records that were made from the same drafts hold the same.</summary>
    private void TakeOver(RollOfHonour before)
    {
        foreach (var source in before.Sources) Sources.Replace(source.Id.Value, source);
        foreach (var industry in before.Industries) Industries.Replace(industry.Id.Value, industry);
        foreach (var district in before.Districts) Districts.Replace(district.Id.Value, district);
        foreach (var award in before.Awards) Awards.Replace(award.Id.Value, award);
        foreach (var batch in before.Batches) Batches.Replace(batch.Id.Value, batch);
    }

    public IdTable<Source> Sources { get; }
    public IdTable<District> Districts { get; }
    public IdTable<Industry> Industries { get; }
    public IdTable<Award> Awards { get; }
    /// <summary>Those whose award is known.</summary>
    public IdTable<Batch> Batches { get; }

    public ImmutableArray<Source> SourcesOf(ImmutableArray<Written> ids)
    {
        if (ids.IsEmpty) return [];
        var sources = ImmutableArray.CreateBuilder<Source>(ids.Length);
        foreach (var id in ids)
        {
            if (Sources.Find(id) is { } source && !sources.Contains(source)) sources.Add(source);
        }
        return sources.DrainToImmutable();
    }

    private void Link(BatchDraft draft)
    {
        // A title of 2021 may be announced in January 2022, never before its year and not later than that.
        if (draft is { Year: { } year, Date: { } date } && (date.Year < year || date.Year > year + 1))
            _diagnostics.Add("HW214", draft.DatePlace, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), year.ToString(CultureInfo.InvariantCulture));
        var sources = SourcesOf(draft.Sources);
        if (Awards.Find(draft.Award) is not { } award)
        {
            Batches.Lose(draft.Id.Text);
            return;
        }
        var batch = new Batch
        {
            Id = draft.BatchId,
            Award = award,
            Year = draft.Year,
            Date = draft.Date,
            Name = draft.Name,
            Decision = draft.Decision,
            Meeting = draft.Meeting,
            ConferredBy = draft.ConferredBy,
            PublishedCount = draft.PublishedCount,
            Sources = sources,
            Place = draft.Place,
        };
        Batches.AddOnce(draft.Id, draft.Name, batch);
    }
}
