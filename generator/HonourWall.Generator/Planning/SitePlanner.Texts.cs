using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Generator.Rendering;
using HonourWall.Site;
using HonourWall.Site.Pages;

namespace HonourWall.Generator.Planning;

public sealed partial class SitePlanner
{
    private void PlanStudios()
    {
        var home = new Crumb("工作室", Addresses.Studios);
        foreach (var studio in _roll.Studios)
        {
            var address = Addresses.Of(studio.Id);
            var frame = Frame(address, studio.Name, Addresses.Studios, studio.Employer is { } employer ? $"{studio.Name}，{employer}。" : $"{studio.Name}。", false, home, new Crumb(studio.Name, address));
            AddPage<StudioPage, StudioPageModel>(frame, () =>
            {
                var citations = new Citations();
                citations.Add([.. studio.Metrics.Select(m => m.Source).Concat(studio.Outputs.Select(o => o.Source)).OfType<Source>()]);
                var about = _markdown.Read(studio.Body, frame, citations);
                citations.Add(studio.Sources);
                return new StudioPageModel(studio, about, citations.Build(),
                    studio.District is null ? [] : [.. _roll.Studios.Where(s => s.District?.Id == studio.District.Id && s.Id != studio.Id && s.IsOutside == studio.IsOutside)], Citation(frame));
            }, studio.Place, null, model => Find(studio, model.About));
        }
        var data = Addresses.Studios + "data.csv";
        AddText(data[1..], writer =>
        {
            HonourCsv.Row(writer, "\uFEFFid", "name", "district", "employer", "level", "recognised", "leaders", "metric", "value", "unit", "as_of", "outside", "sources");
            foreach (var s in _roll.Studios)
            {
                foreach (var m in s.Metrics.Select(m => (StudioMetric?)m).DefaultIfEmpty())
                {
                    HonourCsv.Row(writer, s.Id.Value, s.Name, s.District?.Name, s.Employer, s.LevelName, s.Recognised?.ToString(CultureInfo.InvariantCulture), string.Join('、', s.Leaders.Select(l => l.Name)),
                        m?.Name, m?.Value, m?.Unit, m?.AsOf?.ToString(), s.IsOutside ? "1" : null, m?.Source is { } source ? HonourCsv.Cite(source) : string.Join("；", s.Sources.Select(HonourCsv.Cite)));
                }
            }
        });
        AddPage<StudiosPage, StudiosPageModel>(Frame(Addresses.Studios, "创新工作室", Addresses.Studios, "以劳模和工匠领衔的创新工作室。", false, home), () => new StudiosPageModel(
            [
                .. _roll.Districts.Select(d => new StudioGroup(d.Name, Addresses.Of(d.Id), [.. _roll.Studios.Where(s => s.District?.Id == d.Id && !s.IsOutside)])).Where(g => !g.Studios.IsEmpty),
                .. new[] { new StudioGroup("区未注明", null, [.. _roll.Studios.Where(s => s.District is null && !s.IsOutside)]), new StudioGroup("外地", null, [.. _roll.Studios.Where(s => s.IsOutside)]) }.Where(g => !g.Studios.IsEmpty),
            ],
            new Coverage(_roll.Studios.Count(s => !s.IsOutside), "个", default, _roll.Studios.Count(s => s.District is null && !s.IsOutside), _roll.Studios.Count(s => s.Recognised is null && !s.IsOutside)), data, SourcesOf(_roll.Studios)));
    }

    private static SourceList SourcesOf(ImmutableArray<Studio> studios)
    {
        var citations = new Citations();
        foreach (var studio in studios) citations.Add(studio.Sources);
        return citations.Build();
    }

    private const string StoryList = Addresses.Stories + "data.csv";

    private void PlanStories()
    {
        PlanPagesOf(_roll.Stories);
        PlanOpenings(_ => true);
        if (_roll.Stories.IsEmpty) return;
        AddText(StoryList[1..], writer =>
        {
            HonourCsv.Row(writer, "\uFEFFid", "title", "date", "people", "deck", "sources");
            foreach (var s in _roll.Stories)
            {
                HonourCsv.Row(writer, s.Id.Value, s.Title, s.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), string.Join('、', s.People.Select(_roll.FindHonouree).OfType<Honouree>().Select(h => h.Name)), s.Deck,
                    string.Join("；", s.Sources.Select(HonourCsv.Cite)));
            }
        });
    }

    private void PlanPagesOf(IEnumerable<Story> stories)
    {
        var home = new Crumb("事迹", Addresses.Stories);
        foreach (var story in stories)
        {
            var address = Addresses.Of(story.Id);
            var frame = WithCard(Frame(address, story.Title, Addresses.Stories, story.Deck ?? $"{story.Title}。", false, home, new Crumb(story.Title, address)), story);
            AddPage<StoryPage, StoryPageModel>(frame, () =>
            {
                var citations = new Citations();
                var text = _markdown.Read(story.Body, frame, citations);
                citations.Add(story.Sources);
                return new StoryPageModel(story, text, citations.Build(), PeopleOf(story), [.. _roll.Stories.Where(s => s.Id != story.Id).Take(5)]);
            }, story.Place, null, model => Find(story, model.Text));
        }
    }

    /// <summary>The pages with the first sentences of people's texts, of which some person is asked for.</summary>
    private void PlanOpenings(Func<Honouree, bool> isAsked)
    {
        ImmutableArray<Honouree> written = [.. _index.CityPeople.Where(h => !h.Body.IsEmpty)];
        AddPaged(Frame(Addresses.Stories, "事迹", Addresses.Stories, "人物特写和有事迹的人物。", false, new Crumb("事迹", Addresses.Stories)), written, RowsPerPage, (frame, rows, pager) =>
        {
            if (!rows.IsEmpty && !rows.Any(isAsked)) return;
            AddPage<StoriesPage, StoriesPageModel>(frame, () => new StoriesPageModel(pager.Number == 1 ? _roll.Stories : [], StoryList, [.. rows.Select(h => (h, new Lazy<string>(() => Opening(h, frame), false)))], pager));
        });
    }

    private PlateGroup? PeopleOf(Story story)
    {
        ImmutableArray<Plate> plates = [.. story.People.Select(_roll.FindHonouree).OfType<Honouree>().Select(p => new Plate(p.Name, Addresses.Of(p.Id),
            p.Honours.Where(h => h.Year is not null).OrderBy(h => h.Award.Level).FirstOrDefault() is { } honour ? Words.StoneYear(honour.Year) : Fitting(p.Occupation)))];
        return plates.IsEmpty ? null : new PlateGroup("文中人物", null, plates, null, null);
    }

    /// <summary>The first sentences of a text, up to about 60 characters.</summary>
    private string Opening(Honouree person, Frame frame) => _openings is null ? NewOpening(person, frame) : _openings.Of(person.Body, () => NewOpening(person, frame));

    private string NewOpening(Honouree person, Frame frame)
    {
        const int most = 90;
        var plain = "";
        for (var enough = 150; plain.Length < most; enough *= 4)
        {
            var first = FirstParagraphs(person.Body, enough);
            plain = _markdown.PlainOf(first, frame, Addresses.Of(person.Id));
            if (first.Text.Length == person.Body.Text.Length) break;
        }
        var end = plain.IndexOf('。', Math.Min(30, plain.Length));
        return end is > 0 and < most ? plain[..(end + 1)] : plain.Length <= 60 ? plain : plain[..(char.IsHighSurrogate(plain[59]) ? 59 : 60)] + "……";
    }

    /// <summary>Whole paragraphs of so many characters or more; all of a text whose later lines may explain marks in earlier ones.</summary>
    private static MarkdownText FirstParagraphs(MarkdownText text, int enough)
    {
        if (text.Text.Length <= enough || text.Text.Contains("]:", StringComparison.Ordinal)) return text;
        var end = text.Text.IndexOf("\n\n", enough, StringComparison.Ordinal);
        return end < 0 ? text : new MarkdownText(text.Text[..end], text.Place);
    }

    private void PlanNotices()
    {
        var home = new Crumb("公示", Addresses.Notices);
        foreach (var notice in _roll.Notices)
        {
            var address = Addresses.Of(notice.Id);
            var open = IsOpen(notice);
            var frame = Frame(address, notice.Title, Addresses.Notices, $"{notice.Title}。", !open, home, new Crumb(notice.Title, address));
            AddPage<NoticePage, NoticePageModel>(frame, () =>
            {
                if (!open) return new NoticePageModel(notice, false, Prose.Empty, SourceList.Empty, []);
                var citations = new Citations();
                var text = _markdown.Read(notice.Body, frame, citations);
                ImmutableArray<Honour> candidates = [.. _roll.Batches.Where(b => b.Id == notice.Batch).SelectMany(b => _roll.HonoursOf(b)).Where(h => h.IsCandidate)];
                citations.Add(notice.Sources);
                foreach (var candidate in candidates) citations.Add(candidate.Sources);
                return new NoticePageModel(notice, true, text, citations.Build(), candidates);
            }, notice.Place);
        }
        const string data = Addresses.Notices + "data.csv";
        AddPage<NoticesPage, NoticesPageModel>(Frame(Addresses.Notices, "公示", Addresses.Notices, "正在公示和已经期满的公示。", false, home),
            () => new NoticesPageModel([.. _roll.Notices.Where(IsOpen)], [.. _roll.Notices.Where(n => !IsOpen(n))], data));
        if (_roll.Notices.IsEmpty) return;
        // No more than what stays when a notice has ended: a file that was taken away cannot be taken down.
        AddText(data[1..], writer =>
        {
            HonourCsv.Row(writer, "\uFEFFid", "title", "from", "until", "sources");
            foreach (var n in _roll.Notices) HonourCsv.Row(writer, n.Id.Value, n.Title, Moment(n.From), Moment(n.Until), string.Join("；", n.Sources.Select(HonourCsv.Cite)));
        });

        static string? Moment(DateTime? moment) => moment?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>By the clock of the site's own zone, as its moments are written.</summary>
    private bool IsOpen(Notice notice) => !(notice.Until < TimeZoneInfo.ConvertTime(_options.Now, _roll.Site.Zone).DateTime);

    private void PlanFreePages()
    {
        foreach (var free in _site.Pages)
        {
            var address = Addresses.Of(free.Id);
            var frame = Frame(address, free.Title, null, $"{_roll.Site.Title}：{free.Title}。", false, new Crumb(free.Title, address));
            AddPage<FreePagePage, FreePageModel>(frame, () =>
            {
                var citations = new Citations();
                var text = _markdown.Read(free.Body, frame, citations);
                return new FreePageModel(free, text, citations.Build(), _site.Pages.Remove(free));
            }, free.Place);
        }
        AddPage<NotFoundPage, NotFoundPageModel>(Frame(Addresses.NotFound, "没有这一页", noIndex: true), () => new NotFoundPageModel());
    }

    private void PlanSearch() => AddPage<SearchPage, SearchPageModel>(Frame(Addresses.Search, "找人", Addresses.Search, "按姓名、单位、行业、事迹查找。", false, new Crumb("找人", Addresses.Search)), () => new SearchPageModel(
        _letters.Value, [.. _roll.Districts.Where(d => d.Tile is not null).Select(d => new CountLink(d.Short, Addresses.Of(d.Id), _index.OfDistrict(d.Id).Length))], ByYear(_index.City, Addresses.OfYear))
    {
        FormerDistricts = string.Join(' ', [.. _roll.Districts.Where(d => d.IsFormer).Select(d => $"{d.Id}:{(_roll.Districts.FirstOrDefault(now => now.Id == d.NowPartOf) is { } now ? $"（今{now.Name}）" : "（已撤销）")}"), Elsewhere.Id + ":"]),
    });

    private void PlanHome()
    {
        var frame = Frame(Addresses.Home, _roll.Site.Title, null, _roll.Site.Home.Intro ?? _roll.Site.Subtitle ?? _roll.Site.Title);
        AddPage<HomePage, HomePageModel>(frame, () =>
        {
            var home = _roll.Site.Home;
            var lead = _roll.Stories.FirstOrDefault(s => s.Id == home.LeadStory) ?? _roll.Stories.FirstOrDefault();
            var leadText = lead is null ? Prose.Empty : _markdown.Read(lead.Body, frame, null, Addresses.Of(lead.Id));
            return new HomePageModel
            {
                Honours = _index.City.Length,
                Honourees = _index.CityPeople.Length,
                Collectives = _roll.Collectives.Count(c => !c.IsOutside),
                Sources = _index.City.SelectMany(h => h.CitedSources).DistinctBy(s => s.Id).Count(),
                Stele = HomeStele(),
                WallYears = [.. _index.Years.Select(y => new YearLink(y, Addresses.YearOnWall(y), _index.ByYear[y].Length))],
                LeadStory = lead,
                LeadText = leadText,
                LeadPeople = lead is null ? null : PeopleOf(lead),
                OpenNotices = [.. _roll.Notices.Where(IsOpen)],
                New = [.. home.New.Select(n => (_roll.FindHonouree(n.Id), n.Line)).Where(n => n.Item1 is not null).Select(n => (n.Item1!, n.Line))], // nulls are filtered out
                Figures = _figures.OfFrontPage(),
                Strokes = _strokes.Value,
                Letters = _letters.Value,
                Districts = [.. _roll.Districts.Where(d => d.Tile is not null).Select(d => new CountLink(d.Short, Addresses.Of(d.Id), _index.OfDistrict(d.Id).Length))],
                Industries = [.. _roll.Industries.Select(i => new CountLink(i.Name, Addresses.Of(i.Id), _index.OfIndustry(i.Id).Length)).OrderByDescending(i => i.Count).Take(14)],
            };
        });
    }

    /// <summary>The batch that the editors name, or the newest with the highest level.</summary>
    private HomeStele? HomeStele()
    {
        var batch = _roll.Batches.FirstOrDefault(b => b.Id == _roll.Site.Home.Batch)
            ?? _roll.Batches.Where(b => b.Year is not null && _index.OfBatch(b).Any(h => !h.IsOutside)).OrderByDescending(b => b.Year).ThenBy(b => b.Award.Level).FirstOrDefault();
        if (batch is null) return null;
        // What was conferred at the same meeting stands on one stone: model workers and advanced workers.
        ImmutableArray<Batch> batches = batch.Meeting is null ? [batch] : [.. _roll.Batches.Where(b => b.Year == batch.Year && b.Award.Level == batch.Award.Level && b.Meeting == batch.Meeting)];
        var honours = batches.SelectMany(b => _index.OfBatch(b)).Where(h => h is { IsOutside: false, IsCollective: false })
            .OrderBy(h => _index.Names.RankOf(h.Name)).ThenBy(h => h.RecipientId, StringComparer.Ordinal).ToImmutableArray();
        return new HomeStele(batch.Year, [.. batches.Select(b => b.Award.Name)], [.. honours.Take(13).Select(h => PlateOf(h, ShortWork(h)))],
            batches.Length > 1 ? Addresses.OfYear(batch.Year) : Addresses.Of(batch.Id), honours.Length);
    }

    private void PlanWall(Task<(WallPageModel Model, IReadOnlyList<(string Path, string Script)> Files)> wall)
    {
        var (model, files) = wall.GetAwaiter().GetResult();
        ImmutableArray<Honour> names = [.. _index.ByYear.OrderBy(y => y.Key).SelectMany(y => y.Value).Where(h => !h.IsCollective)];
        AddHonourCsv(model.Data, names);
        // Most of its names stand in the files, so that drawing it is quicker than going through all of them to see that it is the same.
        AddPage<WallPage, WallPageModel>(Frame(Addresses.Wall, "名录墙", Addresses.Wall, "一年一碑，一批一列，姓名按姓氏笔画排列。"), () => model, from: () => null);
        foreach (var (path, script) in files) AddText(path, writer => writer.Write(script));
    }
}
