using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>Links studios, stories, notices and published statistics; what is not published yet is checked and then left out.</summary>
internal sealed class PageLinker(LinkTables tables, PersonReferences people, Publishing publishing, DiagnosticBag diagnostics)
{
    public ImmutableArray<Studio> LinkStudios(ImmutableArray<StudioDraft> drafts)
    {
        var studios = ImmutableArray.CreateBuilder<Studio>(drafts.Length);
        foreach (var draft in drafts)
        {
            var studio = draft.Studio with
            {
                District = tables.Districts.Find(draft.District),
                Industry = tables.Industries.Find(draft.Industry),
                Leaders = Leaders(draft),
                Metrics = [.. draft.Studio.Metrics.Select((m, i) => m with { Source = tables.Sources.Find(draft.MetricSources[i]) })],
                Outputs = [.. draft.Studio.Outputs.Select((o, i) => o with { Source = tables.Sources.Find(draft.OutputSources[i]) })],
                Sources = tables.SourcesOf(draft.Sources),
            };
            if (publishing.Shows(draft.Publication)) studios.Add(studio);
        }
        studios.Sort((a, b) => a.Id.CompareTo(b.Id));
        return studios.DrainToImmutable();
    }

    public ImmutableArray<Story> LinkStories(ImmutableArray<StoryDraft> drafts)
    {
        var stories = ImmutableArray.CreateBuilder<Story>(drafts.Length);
        foreach (var draft in drafts)
        {
            var story = draft.Story with { People = people.All(draft.People), Sources = tables.SourcesOf(draft.Sources) };
            if (publishing.Shows(draft.Publication)) stories.Add(story);
        }
        return [.. stories.OrderByDescending(s => s.Date ?? DateOnly.MinValue).ThenBy(s => s.Id)];
    }

    public ImmutableArray<Notice> LinkNotices(ImmutableArray<NoticeDraft> drafts)
    {
        var notices = ImmutableArray.CreateBuilder<Notice>(drafts.Length);
        foreach (var draft in drafts)
        {
            var notice = draft.Notice with { Batch = tables.Batches.Find(draft.Batch)?.Id, Sources = tables.SourcesOf(draft.Sources) };
            if (publishing.Shows(draft.Publication) && publishing.HasBegun(notice.From)) notices.Add(notice);
        }
        return [.. notices.OrderByDescending(n => n.From ?? DateTime.MinValue).ThenBy(n => n.Id)];
    }

    public ImmutableArray<PublishedStatistic> LinkStatistics(ImmutableArray<StatisticDraft> drafts) =>
        [.. drafts.Select(draft => draft.Statistic with
        {
            Award = tables.Awards.Find(draft.Award)?.Id,
            District = tables.Districts.Find(draft.District)?.Id,
            Batch = tables.Batches.Find(draft.Batch)?.Id,
            Sources = tables.SourcesOf(draft.Sources),
        })];

    public SiteSettings LinkSite(SiteDraft draft, IdTable<StoryDraft> stories)
    {
        var news = ImmutableArray.CreateBuilder<HomeNews>(draft.New.Length);
        foreach (var item in draft.New)
        {
            if (people.Find(item.Id) is { } id) news.Add(new HomeNews(id, item.Line));
        }
        var lead = stories.Find(draft.LeadStory);
        var home = draft.Settings.Home with
        {
            LeadStory = lead is not null && publishing.Shows(lead.Publication) ? lead.Story.Id : null,
            Batch = tables.Batches.Find(draft.Batch)?.Id,
            New = news.DrainToImmutable(),
        };
        return draft.Settings with { Home = home };
    }

    /// <summary>A leader named by id is called as on their page; one named only by name stays a name.</summary>
    private ImmutableArray<StudioLeader> Leaders(StudioDraft draft)
    {
        var leaders = ImmutableArray.CreateBuilder<StudioLeader>(draft.Leaders.Length);
        foreach (var leader in draft.Leaders)
        {
            if (leader.Id is not { } reference)
            {
                leaders.Add(new StudioLeader(leader.Name?.Text ?? "", null));
                continue;
            }
            var id = people.Find(reference);
            var known = id is { } person ? people.NameOf(person) : null;
            if (leader.Name is { } name && known is not null && name.Text != known) diagnostics.Add("HW210", name.Place, name.Text, known, reference.Text);
            if (known is not null) leaders.Add(new StudioLeader(known, id));
        }
        return leaders.DrainToImmutable();
    }
}
