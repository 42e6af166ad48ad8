using System.Collections.Immutable;

namespace HonourWall.Roll;

/// <summary>Everything the public site knows, read and linked (光荣册). Immutable; lists stand in order of their ids unless said otherwise.</summary>
public sealed record RollOfHonour
{
    public required SiteSettings Site { get; init; }
    public required ImmutableArray<Honouree> Honourees { get; init; }
    public required ImmutableArray<Collective> Collectives { get; init; }
    /// <summary>In the order of awards.yaml.</summary>
    public required ImmutableArray<Award> Awards { get; init; }
    /// <summary>By year (年份待考 last), level, order of the award, id.</summary>
    public required ImmutableArray<Batch> Batches { get; init; }
    /// <summary>In the order of districts.csv.</summary>
    public required ImmutableArray<District> Districts { get; init; }
    /// <summary>In the order of industries.csv.</summary>
    public required ImmutableArray<Industry> Industries { get; init; }
    public required ImmutableArray<Source> Sources { get; init; }
    public required ImmutableArray<Studio> Studios { get; init; }
    /// <summary>Newest first.</summary>
    public required ImmutableArray<Story> Stories { get; init; }
    /// <summary>Newest first; those not yet begun are not among them.</summary>
    public required ImmutableArray<Notice> Notices { get; init; }
    public required ImmutableArray<FreePage> Pages { get; init; }
    public required ImmutableArray<PublishedStatistic> PublishedStatistics { get; init; }
    public required ImmutableArray<Redirect> Redirects { get; init; }
    /// <summary>Conferred honours and the candidates of notices, by batch in the order of the file.</summary>
    public required IReadOnlyDictionary<BatchId, ImmutableArray<Honour>> HonoursByBatch { get; init; }
    /// <summary>Recipients whose every honour was withdrawn: their addresses answer without a name (410 where the server can).</summary>
    public required ImmutableArray<string> WithdrawnAddresses { get; init; }
    public required IReadOnlyDictionary<HonoureeId, Honouree> HonoureesById { get; init; }
    public required IReadOnlyDictionary<CollectiveId, Collective> CollectivesById { get; init; }
    public required IReadOnlyDictionary<SourceId, Source> SourcesById { get; init; }

    /// <summary>Whether what is said of the content depends on which pages the words of a text lead to.</summary>
    internal bool HangsOnTexts { get; init; }

    /// <summary>Every conferred honour in the order of <see cref="Batches"/>; candidates are left out.</summary>
    public IEnumerable<Honour> Honours => Batches.SelectMany(b => HonoursOf(b)).Where(h => !h.IsCandidate);

    /// <summary>Everything that editors wrote in Markdown.</summary>
    public IEnumerable<MarkdownText> Texts => Honourees.Select(h => h.Body).Concat(Collectives.Select(c => c.Body)).Concat(Studios.Select(s => s.Body)).Concat(Stories.Select(s => s.Body))
        .Concat(Notices.Select(n => n.Body)).Concat(Pages.Select(p => p.Body)).Concat(Awards.SelectMany(a => new[] { a.About, a.Eligibility }));

    /// <summary>The rows of a batch, candidates included; empty where it has none.</summary>
    public ImmutableArray<Honour> HonoursOf(Batch batch) => HonoursByBatch.TryGetValue(batch.Id, out var honours) ? honours : [];

    public Honouree? FindHonouree(HonoureeId id) => HonoureesById.GetValueOrDefault(id);

    public Collective? FindCollective(CollectiveId id) => CollectivesById.GetValueOrDefault(id);
}
