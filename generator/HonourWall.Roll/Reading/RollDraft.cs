using System.Collections.Immutable;

namespace HonourWall.Roll.Reading;

/// <summary>
/// The content folder as read: records whose references are still ids as written, with their places. Made by <see cref="RollReader"/>,
/// read by <see cref="Linking.RollLinker"/>; <see cref="Files"/> also by checks on the text itself.
/// </summary>
public sealed record RollDraft
{
    public required SiteDraft Site { get; init; }
    public required ImmutableArray<DistrictDraft> Districts { get; init; }
    public required ImmutableArray<Named<Industry>> Industries { get; init; }
    public required ImmutableArray<Named<Source>> Sources { get; init; }
    public required ImmutableArray<AwardDraft> Awards { get; init; }
    public required ImmutableArray<BatchDraft> Batches { get; init; }
    public required ImmutableArray<BatchRows> Rows { get; init; }
    public required ImmutableArray<RecipientDraft<Honouree>> Honourees { get; init; }
    public required ImmutableArray<RecipientDraft<Collective>> Collectives { get; init; }
    public required ImmutableArray<StudioDraft> Studios { get; init; }
    public required ImmutableArray<StoryDraft> Stories { get; init; }
    public required ImmutableArray<NoticeDraft> Notices { get; init; }
    public required ImmutableArray<FreePageDraft> Pages { get; init; }
    public required ImmutableArray<StatisticDraft> Statistics { get; init; }
    public required ImmutableArray<Redirect> Redirects { get; init; }

    private ReadingGaps? _gaps;

    /// <summary>Every text file that was read, by name.</summary>
    public required ImmutableArray<ContentFile> Files { get; init; }

    /// <summary>What could not be read.</summary>
    public ReadingGaps Gaps => _gaps ??= new(Files, Folder);

    /// <summary>Every file of the folder, pictures too, by its name relative to the folder's parent.</summary>
    public required IReadOnlySet<string> FileNames { get; init; }

    /// <summary>The look at the folder from before it was read.</summary>
    internal ContentFolder? Folder { get; init; }
}

/// <summary>Whether and when a file counts as published, in the site's time zone.</summary>
/// <param name="ExpireOn">The moment from which it does not.</param>
public readonly record struct Publication(bool IsDraft, DateTime? PublishOn, DateTime? ExpireOn);

/// <summary>A finished record with the place of its id.</summary>
public readonly record struct Named<T>(T Value, Written Id);

public sealed record SiteDraft(SiteSettings Settings, Written? LeadStory, Written? Batch, ImmutableArray<NewsDraft> New);

public readonly record struct NewsDraft(Written Id, string Line);

public sealed record DistrictDraft(District District, Written Id, Written? NowPartOf, ImmutableArray<Written> Sources);

public sealed record AwardDraft(Award Award, Written Id, ImmutableArray<Written> Requires, ImmutableArray<Written> Sources);

public sealed record StoryDraft(Story Story, ImmutableArray<Written> People, ImmutableArray<Written> Sources, Publication Publication);

public sealed record NoticeDraft(Notice Notice, Written? Batch, ImmutableArray<Written> Sources, Publication Publication);

public sealed record FreePageDraft(FreePage Page, Publication Publication);

public sealed record StatisticDraft(PublishedStatistic Statistic, Written? Award, Written? District, Written? Batch, ImmutableArray<Written> Sources);
