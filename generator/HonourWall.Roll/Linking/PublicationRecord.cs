using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>
/// What a content folder publishes at a moment and what it names but withholds: by id, never by name. Kept beside each release, so that
/// going back to an older one never brings back what was withdrawn or has ended since.
/// </summary>
/// <param name="Published">Each item, such as <c>honour 2020-model-worker/ce-shi-yi</c> or <c>story gu-shi</c>, and when it ends.</param>
/// <param name="Withheld">Withdrawn, ended, taken back as a draft, or not yet begun.</param>
public sealed record PublicationRecord(ImmutableSortedDictionary<string, DateTimeOffset?> Published, ImmutableSortedSet<string> Withheld)
{
    private const string Header = "honourwall publication 1";

    public static PublicationRecord Of(RollDraft draft, RollReadOptions options)
    {
        var publishing = new Publishing(options, draft.Site.Settings.Zone);
        var published = ImmutableSortedDictionary.CreateBuilder<string, DateTimeOffset?>(StringComparer.Ordinal);
        var withheld = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var batch in draft.Rows)
        {
            foreach (var row in batch.Rows)
            {
                if (row.Status != HonourStatus.Publicity) Add($"honour {batch.Batch}/{row.Id.Text}", row.Status != HonourStatus.Withdrawn, null);
            }
        }
        foreach (var page in draft.Honourees) AddPage("honouree", page.Id, page.Publication);
        foreach (var page in draft.Collectives) AddPage("collective", page.Id, page.Publication);
        foreach (var studio in draft.Studios) AddPage("studio", studio.Studio.Id.Value, studio.Publication);
        foreach (var story in draft.Stories) AddPage("story", story.Story.Id.Value, story.Publication);
        foreach (var page in draft.Pages) AddPage("page", page.Page.Id.Value, page.Publication);
        // A closed notice keeps its page but not its candidates.
        foreach (var notice in draft.Notices) Add("notice " + notice.Notice.Id.Value, publishing.IsOpen(notice), Earlier(notice.Notice.Until, notice.Publication.ExpireOn));
        return new PublicationRecord(published.ToImmutable(), withheld.ToImmutable());

        void AddPage(string kind, string id, Publication publication) => Add($"{kind} {id}", publishing.Shows(publication), publication.ExpireOn);

        void Add(string item, bool isPublished, DateTime? end)
        {
            if (isPublished) published[item] = end is { } moment ? new DateTimeOffset(moment, draft.Site.Settings.Zone.GetUtcOffset(moment)) : null;
            else withheld.Add(item);
        }
    }

    /// <summary>What this record published that must not be seen any more: withheld by a later record, or ended by now.</summary>
    public IEnumerable<string> NotAnyMore(IEnumerable<PublicationRecord> later, DateTimeOffset now)
    {
        var gone = later.SelectMany(l => l.Withheld).ToHashSet(StringComparer.Ordinal);
        return Published.Where(p => gone.Contains(p.Key) || p.Value <= now).Select(p => p.Key);
    }

    public string Write() => string.Join('\n', [
        Header,
        .. Published.Select(p => $"+ {p.Key}{(p.Value is { } end ? " until " + end.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture) : "")}"),
        .. Withheld.Select(w => "- " + w),
    ]) + "\n";

    /// <summary>Null for anything that <see cref="Write"/> did not write.</summary>
    public static PublicationRecord? Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || lines[0] != Header) return null;
        var published = ImmutableSortedDictionary.CreateBuilder<string, DateTimeOffset?>(StringComparer.Ordinal);
        foreach (var line in lines.Where(l => l[0] == '+'))
        {
            var parts = line[2..].Split(" until ");
            published[parts[0]] = parts.Length == 1 ? null : DateTimeOffset.Parse(parts[1], CultureInfo.InvariantCulture);
        }
        return new PublicationRecord(published.ToImmutable(), lines.Where(l => l[0] == '-').Select(l => l[2..]).ToImmutableSortedSet(StringComparer.Ordinal));
    }

    private static DateTime? Earlier(DateTime? one, DateTime? other) => one is null ? other : other is null || one < other ? one : other;
}
