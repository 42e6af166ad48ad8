using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>
/// Links the draft: ids become objects, what is not published yet and what was withdrawn goes. Always gives a roll, as good as the content
/// allows; mistakes are in the bag.
/// </summary>
public static class RollLinker
{
    /// <param name="before">Of a server: what has not changed since is that very record, by which others know it again.</param>
    public static RollOfHonour Link(RollDraft draft, RollReadOptions options, DiagnosticBag diagnostics, KnownRoll? before = null)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var publishing = new Publishing(options, draft.Site.Settings.Zone);
        var tables = new LinkTables(draft, diagnostics, before);
        var notices = draft.Notices.Where(n => n.Batch is not null);
        var honours = new HonourLinker(draft, publishing, tables, BatchesOf(notices.Where(publishing.IsOpen)), BatchesOf(notices), diagnostics, before?.Roll);

        var studioDrafts = new IdTable<StudioDraft>("HW207", diagnostics);
        foreach (var id in draft.Gaps.Ids("studios")) studioDrafts.Lose(id);
        foreach (var studio in draft.Studios) studioDrafts.Add(studio.Studio.Id.Value, studio.Studio.Name, studio);
        var storyDrafts = new IdTable<StoryDraft>("HW208", diagnostics);
        foreach (var id in draft.Gaps.Ids("stories")) storyDrafts.Lose(id);
        foreach (var story in draft.Stories) storyDrafts.Add(story.Story.Id.Value, story.Story.Title, story);

        var people = new PersonReferences(honours.People, studioDrafts, diagnostics);
        var pages = new PageLinker(tables, people, publishing, diagnostics);
        var recipients = new RecipientLinker(tables, honours, diagnostics, before?.Roll);
        var honourees = recipients.LinkHonourees(people);
        var collectives = recipients.LinkCollectives();
        var roll = new RollOfHonour
        {
            Site = pages.LinkSite(draft.Site, storyDrafts),
            Honourees = honourees,
            Collectives = collectives,
            Awards = [.. tables.Awards.All.OrderBy(a => a.Order)],
            Batches = [.. tables.Batches.All.Order(Comparer<Batch>.Create(BatchOrder.Compare))],
            Districts = [.. tables.Districts.All.OrderBy(d => d.Order)],
            Industries = [.. tables.Industries.All],
            Sources = [.. tables.Sources.All.OrderBy(s => s.Id)],
            Studios = pages.LinkStudios(draft.Studios),
            Stories = pages.LinkStories(draft.Stories),
            Notices = pages.LinkNotices(draft.Notices),
            Pages = [.. draft.Pages.Where(p => publishing.Shows(p.Publication)).Select(p => p.Page).OrderBy(p => p.Id)],
            PublishedStatistics = pages.LinkStatistics(draft.Statistics),
            Redirects = draft.Redirects,
            HonoursByBatch = honours.ByBatch,
            WithdrawnAddresses = WithdrawnAddresses(honours),
            HonoureesById = honourees.ToDictionary(h => h.Id),
            CollectivesById = collectives.ToDictionary(c => c.Id),
            SourcesById = tables.Sources.All.ToDictionary(s => s.Id),
        };
        new TextLinker(tables, draft, diagnostics).CheckAll();
        CheckCounts(draft, roll, diagnostics);
        CheckSources(draft, diagnostics);
        var reach = new ReachCheck(draft, honours, diagnostics);
        reach.Check();
        return roll with { HangsOnTexts = reach.HangsOnTexts };
    }

    private static HashSet<string> BatchesOf(IEnumerable<NoticeDraft> notices) =>
        notices.Select(n => n.Batch?.Text ?? "").ToHashSet(StringComparer.Ordinal);

    /// <summary>Former addresses of a withdrawn page answer as the page itself does.</summary>
    private static ImmutableArray<string> WithdrawnAddresses(HonourLinker honours)
    {
        var people = honours.People.All.Where(e => e.IsWithdrawn).SelectMany(e => (e.File?.Page.Aliases ?? []).Add($"/honourees/{e.Id}/"));
        var collectives = honours.Collectives.All.Where(e => e.IsWithdrawn).SelectMany(e => (e.File?.Page.Aliases ?? []).Add($"/collectives/{e.Id}/"));
        return [.. people.Concat(collectives).Order(StringComparer.Ordinal)];
    }

    private static void CheckCounts(RollDraft draft, RollOfHonour roll, DiagnosticBag diagnostics)
    {
        foreach (var batch in draft.Batches)
        {
            if (batch.PublishedCount is not { } published || !roll.HonoursByBatch.TryGetValue(batch.BatchId, out var honours)) continue;
            var count = honours.Count(h => !h.IsCandidate);
            if (count > published) diagnostics.Add("HW218", batch.PublishedCountPlace, count.ToString(CultureInfo.InvariantCulture), published.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Every honour has a source, of its own or its batch's. Said once for a list, which seldom lacks one row's.</summary>
    private static void CheckSources(RollDraft draft, DiagnosticBag diagnostics)
    {
        var rowsOf = draft.Rows.ToLookup(rows => rows.Batch, StringComparer.Ordinal);
        foreach (var batch in draft.Batches.Where(b => b.Sources.IsEmpty))
        {
            var (first, count) = ((HonourRow?)null, 0);
            foreach (var row in rowsOf[batch.Id.Text].SelectMany(rows => rows.Rows))
            {
                // Candidates have their notice; a withdrawn row is published nowhere.
                if (row.Status != HonourStatus.Granted || !row.Sources.IsEmpty) continue;
                first ??= row;
                count++;
            }
            if (first is not null) diagnostics.Add("HW225", batch.SourcePlace, batch.Id.Text, count.ToString(CultureInfo.InvariantCulture), first.Place.ToString());
        }
    }
}
