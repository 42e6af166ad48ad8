using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HonourWall.Generator.Rendering;
using HonourWall.Search;
using HonourWall.Search.Text;
using HonourWall.Site;
using HonourWall.Site.Pages;

namespace HonourWall.Generator.Planning;

public sealed partial class SitePlanner
{
    private const int PlatesBeside = 5;

    /// <summary>What those of a batch do, in its order: each of them stands on the pages of five.</summary>
    private readonly ConcurrentDictionary<BatchId, string?[]> _works = [];

    /// <summary>Last of all lists: whose pages are kept is being asked meanwhile.</summary>
    private void PlanPeople()
    {
        var kept = _kept.GetAwaiter().GetResult().People;
        foreach (var id in kept) _addresses.Add(Addresses.Of(id));
        PlanPagesOf(kept.Count == 0 ? _roll.Honourees : _roll.Honourees.Where(h => !kept.Contains(h.Id)));
    }

    private void PlanWithdrawn()
    {
        foreach (var withdrawn in _roll.WithdrawnAddresses)
        {
            _moved[withdrawn] = null;
            AddPage<WithdrawnPage, WithdrawnPageModel>(Frame(withdrawn, "此页已撤下", noIndex: true), () => new WithdrawnPageModel());
        }
    }

    /// <param name="isAsked">Which people must be on a page for it to be planned; null: all are, and files to take away.</param>
    private void PlanPeopleLists(Func<Honouree, bool>? isAsked = null)
    {
        AddPeopleList(Addresses.Honourees, "人物", "本站收录的每一位获奖个人，按姓氏笔画排列。", _index.CityPeople, isAsked);
        AddPeopleList(Addresses.NationalFigures, "全国人物", "外地和全国性的劳动模范，由来源一并提到，不计入本市的任何数字。", _index.OutsidePeople, isAsked);
    }

    private void PlanPagesOf(IEnumerable<Honouree> people)
    {
        var studios = _roll.Studios.SelectMany(s => s.Leaders.Where(l => l.Id is not null).Select(l => (l.Id!.Value, Studio: s))).ToLookup(x => x.Value, x => x.Studio);
        var stories = _roll.Stories.SelectMany(s => s.People.Select(p => (Person: p, Story: s))).ToLookup(x => x.Person, x => x.Story);
        var home = new Crumb("人物", Addresses.Honourees);
        foreach (var honouree in people)
        {
            if (CardOf(honouree) is { } card) _cards[honouree.Id] = card;
            AddPage(new PlannedPerson(honouree, Whole), Addresses.Of(honouree.Id));
        }

        PlannedPage<HonoureePage, HonoureePageModel> Whole(Honouree honouree)
        {
            var address = Addresses.Of(honouree.Id);
            var frame = Frame(address, honouree.Name, Addresses.Honourees, null, false, home, new Crumb(honouree.Name, address)) with { Card = _cards.GetValueOrDefault(honouree.Id) };
            // Asked for by the fingerprint and, right after it, by the model, if there is need for one.
            var neighbours = new Lazy<ImmutableArray<Neighbours>>(() => NeighboursOf(honouree));
            return new(frame, honouree.Place, () => HonoureeModel(honouree, frame, [.. studios[honouree.Id]], [.. stories[honouree.Id]], neighbours.Value),
                full => full with { Description = Describe(honouree), JsonLd = JsonLd.Of(honouree, full.Permalink) },
                model => Find(honouree, model.Story), () => HonoureeFrom(honouree, frame, studios[honouree.Id], stories[honouree.Id], neighbours.Value));
        }
    }

    private void AddPeopleList(string address, string title, string deck, ImmutableArray<Honouree> people, Func<Honouree, bool>? isAsked)
    {
        var data = address + "data.csv";
        if (isAsked is null) AddHonourCsv(data, people);
        var coverage = CoverageOf(people);
        AddPaged(Frame(address, title, Addresses.Honourees, deck, false, new Crumb(title, address)), people, RowsPerPage, (frame, rows, pager) =>
        {
            if (isAsked is null || rows.Any(isAsked)) AddPage<HonoureesPage, HonoureesPageModel>(frame, () => new HonoureesPageModel(title, deck, rows, pager, coverage.Value, data, SourcesOf(rows)),
                from: () => [title, deck, rows, pager, coverage.Value, data]); // sources come from the rows
        });
    }

    private static Lazy<Coverage> CoverageOf(ImmutableArray<Honouree> people) => new(() =>
    {
        var (honours, withoutDistrict, withoutYear) = (0, 0, 0);
        foreach (var person in people)
        {
            honours += person.Honours.Length;
            foreach (var honour in person.Honours)
            {
                if (honour.District is null) withoutDistrict++;
                if (honour.Year is null) withoutYear++;
            }
        }
        return new Coverage(people.Length, "人", default, withoutDistrict, withoutYear, Honours: honours);
    });

    /// <summary>Splits a list into pages, at least one.</summary>
    private static void AddPaged<T>(Frame frame, ImmutableArray<T> all, int rowsPerPage, Action<Frame, ImmutableArray<T>, Pager> add)
    {
        var pages = Math.Max(1, (all.Length + rowsPerPage - 1) / rowsPerPage);
        for (var n = 1; n <= pages; n++)
        {
            var here = n == 1 ? frame : frame with { Address = Addresses.PageOf(frame.Address, n), Title = $"{frame.Title} 第{n}页", NoIndex = true };
            add(here, all[((n - 1) * rowsPerPage)..Math.Min(all.Length, n * rowsPerPage)], new Pager(frame.Address, n, pages));
        }
    }

    private HonoureePageModel HonoureeModel(Honouree honouree, Frame frame, ImmutableArray<Studio> studios, ImmutableArray<Story> stories, ImmutableArray<Neighbours> neighbours)
    {
        var citations = new Citations();
        var story = _markdown.Read(honouree.Body, frame, citations);
        foreach (var honour in honouree.Honours) citations.Add(honour.CitedSources);
        citations.Add(honouree.Sources);
        return new HonoureePageModel
        {
            Honouree = honouree,
            Story = story,
            Sources = citations.Build(),
            Related = [.. honouree.Related.Select(Related).OfType<RelatedPage>()],
            Beside = Beside(honouree, neighbours),
            Studios = studios,
            Stories = stories,
            Namesakes = _index.NamesakesOf(honouree),
            Citation = Citation(frame),
            Videos = _videos.GetValueOrDefault(honouree.Id, []),
            Portrait = _portraits.GetValueOrDefault(honouree.Id),
        };
    }

    /// <summary>
    /// All that <see cref="HonoureeModel"/> reads. Nine pages of ten are of people, and making each model only to see that it has not changed takes
    /// longer than all else.
    /// </summary>
    private object?[] HonoureeFrom(Honouree honouree, Frame frame, IEnumerable<Studio> studios, IEnumerable<Story> stories, ImmutableArray<Neighbours> neighbours) =>
    [
        honouree, _markdown.RefersTo(honouree.Body, frame.Address), honouree.Related.Select(Related), neighbours, studios, stories, _index.NamesakesOf(honouree),
        _videos.GetValueOrDefault(honouree.Id, []), _portraits.GetValueOrDefault(honouree.Id),
    ];

    private RelatedPage? Related(Relation relation)
    {
        if (relation.Kind == RelationKind.Studio)
        {
            return _roll.Studios.FirstOrDefault(s => s.Id.Value == relation.Id) is { } studio ? new RelatedPage("工作室", studio.Name, Addresses.Of(studio.Id)) : null;
        }
        if (!HonoureeId.TryParse(relation.Id, out var id) || _roll.FindHonouree(id) is not { } other) return null;
        var word = relation.Kind switch { RelationKind.Mentor => "师傅", RelationKind.Apprentice => "徒弟", _ => "同事" };
        return new RelatedPage(word, other.Name, Addresses.Of(other.Id));
    }

    /// <summary>Some of those who stand beside someone.</summary>
    /// <param name="Why">The batch, employer or industry that they share.</param>
    /// <param name="Works">What they do, where their plates say it.</param>
    private sealed record Neighbours(object Why, ImmutableArray<Honour> Honours, ImmutableArray<string?> Works, ImmutableArray<PublishedPicture?> Pictures);

    /// <summary>Those of the same batch, unit, industry: two groups at most.</summary>
    private ImmutableArray<Neighbours> NeighboursOf(Recipient recipient)
    {
        var groups = ImmutableArray.CreateBuilder<Neighbours>(3);
        if (Foremost(recipient.Honours) is { } first) Add(first.Batch, _index.OfBatch(first.Batch));
        if (recipient.KnownEmployer is { } employer) Add(employer, _index.OfEmployer(employer));
        if (groups.Count < 2 && recipient.KnownIndustry is { } industry) Add(industry, _index.OfIndustry(industry.Id));
        return groups.DrainToImmutable();

        void Add(object why, ImmutableArray<Honour> honours)
        {
            if (honours.Length < 2) return;
            // The neighbours in the list, so that not every page shows the same five.
            var here = _index.PlaceIn(honours, recipient);
            var allWorks = why is Batch batch ? _works.GetOrAdd(batch.Id, static (_, all) => [.. all.Honours.Select(all.Planner.ShortWork)], (Planner: this, Honours: honours)) : [];
            var most = Math.Min(PlatesBeside, honours.Length);
            var standing = ImmutableArray.CreateBuilder<Honour>(most);
            var works = ImmutableArray.CreateBuilder<string?>(allWorks.Length == 0 ? 0 : most);
            for (var i = 0; i < honours.Length && standing.Count < PlatesBeside; i++)
            {
                var place = (here + i) % honours.Length;
                if (IsAmong(honours[place], standing)) continue;
                standing.Add(honours[place]);
                if (allWorks.Length > 0) works.Add(allWorks[place]);
            }
            if (standing.Count < 2) return;
            var shown = standing.DrainToImmutable();
            groups.Add(new Neighbours(why, shown, works.DrainToImmutable(), _platePictures.Count == 0 ? [] : [.. shown.Select(PictureOf)]));
        }
    }

    /// <summary>The one of the highest level, of those the newest.</summary>
    private static Honour? Foremost(ImmutableArray<Honour> honours)
    {
        Honour? first = null;
        foreach (var honour in honours)
        {
            if (first is null || honour.Award.Level < first.Award.Level || (honour.Award.Level == first.Award.Level && Nullable.Compare(honour.Year, first.Year) > 0)) first = honour;
        }
        return first;
    }

    private static bool IsAmong(Honour honour, ImmutableArray<Honour>.Builder standing)
    {
        for (var i = 0; i < standing.Count; i++)
        {
            var other = standing[i];
            if (other.RecipientId == honour.RecipientId && other.IsCollective == honour.IsCollective) return true;
        }
        return false;
    }

    /// <summary>Those who stand beside someone, each group with its reason.</summary>
    private ImmutableArray<PlateGroup> Beside(Recipient recipient, ImmutableArray<Neighbours> neighbours)
    {
        var id = recipient switch { Honouree h => h.Id.Value, Collective c => c.Id.Value, _ => "" };
        var groups = new PlateGroup[neighbours.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            var group = neighbours[i];
            groups[i] = group.Why switch
            {
                Batch batch => Plates(group, "同一批", $"{Words.StoneYear(batch.Year)}　{batch.Award.Short}", (_, i) => group.Works[i], Addresses.Of(batch.Id), "看这一批"),
                Industry industry => Plates(group, "同一行", industry.Name, (h, _) => h.Year is null ? "年份未注明" : Words.StoneYear(h.Year), Addresses.Of(industry.Id), "看这一行"),
                var employer => Plates(group, "同一单位", (string)employer, (h, _) => h.Title ?? Words.StoneYear(h.Year), null, null),
            };
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(groups);

        PlateGroup Plates(Neighbours group, string title, string reason, Func<Honour, int, string?> note, string? more, string? moreText)
        {
            var plates = new Plate[group.Honours.Length];
            for (var i = 0; i < plates.Length; i++) plates[i] = PlateOf(group.Honours[i], note(group.Honours[i], i), id);
            return new(title, reason, ImmutableCollectionsMarshal.AsImmutableArray(plates), more, moreText);
        }
    }

    private static string Describe(Recipient recipient)
    {
        var trade = recipient is Honouree honouree ? honouree.KnownOccupation : recipient.Honours.Select(h => h.Title).FirstOrDefault(t => t is not null);
        var honours = string.Join("，", recipient.Honours.Select(h => $"{Words.Year(h.Year)}{h.Award.Name}"));
        return string.Join("，", new[] { recipient.Name, $"{recipient.KnownEmployer}{trade}", honours }.Where(part => part.Length > 0)) + "。";
    }

    private void PlanPagesOf(IEnumerable<Collective> collectives)
    {
        foreach (var collective in collectives)
        {
            var address = Addresses.Of(collective.Id);
            var frame = Frame(address, collective.Name, Addresses.Collectives, Describe(collective), false, new Crumb("集体", Addresses.Collectives), new Crumb(collective.Name, address));
            AddPage<CollectivePage, CollectivePageModel>(frame, () =>
            {
                var citations = new Citations();
                var story = _markdown.Read(collective.Body, frame, citations);
                foreach (var honour in collective.Honours) citations.Add(honour.CitedSources);
                citations.Add(collective.Sources);
                return new CollectivePageModel(collective, story, citations.Build(), Beside(collective, NeighboursOf(collective)), Citation(frame));
            }, collective.Place, null, model => Find(SearchKind.Collective, collective.Id.Value, collective, model.Story));
        }
    }

    private void PlanCollectives()
    {
        PlanPagesOf(_roll.Collectives);
        var honours = _index.City.Where(h => h.IsCollective).ToImmutableArray();
        var outside = _roll.Honours.Where(h => h is { IsCollective: true, IsOutside: true }).ToImmutableArray();
        AddHonourPages<CollectivesPage, CollectivesPageModel>(Frame(Addresses.Collectives, "集体", Addresses.Collectives, "获得奖状、工人先锋号等荣誉的单位和班组。", false, new Crumb("集体", Addresses.Collectives)),
            honours, () => [], list => list.Pager.Number == 1
                ? new CollectivesPageModel(list with { Sources = SourcesOf([.. list.Rows, .. outside]) }, list with
                {
                    Rows = outside,
                    Pager = new Pager(Addresses.Collectives, 1, 1),
                    Coverage = new Coverage(outside.Length, "条荣誉", WithoutDistrict: outside.Count(h => h.District is null), WithoutYear: outside.Count(h => h.Year is null)),
                })
                : new CollectivesPageModel(list, null), apart: outside);
    }

    private void PlanNames()
    {
        var pages = new Dictionary<string, int>(StringComparer.Ordinal);
        PlanNameGroups(pages: pages);
        var surnames = Named.Where(n => n.Reading.SurnameText.Length > 0).GroupBy(n => n.Reading.SurnameText, n => n.Person, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, Names.NameOrder.Instance).ToList();
        var home = new Crumb("姓名", Addresses.Names);
        var everybody = Addresses.Names + "data.csv";
        AddHonourCsv(everybody, [.. _index.CityPeople, .. _index.OutsidePeople]);
        AddPage<NamesPage, NamesPageModel>(Frame(Addresses.Names, "按姓名查找", Addresses.Honourees, "按拼音首字母、姓氏笔画和姓氏查找。", false, home),
            () => new NamesPageModel(_letters.Value, _strokes.Value, surnames.Count, CoverageOf(_roll.Honourees).Value, everybody));

        var data = Addresses.Surnames + "data.csv";
        AddText(data[1..], writer =>
        {
            HonourCsv.Row(writer, "\uFEFFsurname", "people");
            foreach (var surname in surnames) HonourCsv.Row(writer, surname.Key, surname.Count().ToString(System.Globalization.CultureInfo.InvariantCulture));
        });
        AddPage<SurnamesPage, SurnamesPageModel>(Frame(Addresses.Surnames, "姓氏", Addresses.Honourees, "每个姓氏有多少人。", false, home, new Crumb("姓氏", Addresses.Surnames)),
            () => new SurnamesPageModel([.. surnames.Select(g => new CountLink(g.Key, $"{Addresses.PageOf(Addresses.OfStrokes(Names.NameOrder.StrokesOf(g.First().Name) ?? 0), pages[g.Key])}#{Anchor(g.Key)}", g.Count()))],
                _roll.Honourees.Length, _roll.Honourees.Length - surnames.Sum(g => g.Count()), data));
    }

    /// <param name="isAsked">As for <see cref="PlanPeopleLists"/>.</param>
    /// <param name="pages">Learns on which page of its strokes each surname begins.</param>
    private void PlanNameGroups(Func<Honouree, bool>? isAsked = null, Dictionary<string, int>? pages = null)
    {
        // Each group keeps the order of the roll, which is by ids.
        var letters = RollIndex.Groups(Named, n => n.Reading.Initial).Where(g => isAsked is null || g.Value.Any(n => isAsked(n.Person))).OrderBy(g => g.Key);
        foreach (var (letter, sorted) in letters.AsParallel().AsOrdered().Select(g => (g.Key, g.Value.OrderBy(n => n.Reading.SortKey, StringComparer.Ordinal).ThenBy(n => _index.Names.RankOf(n.Person.Name)).ToImmutableArray())).ToList())
        {
            var isRead = letter != NameReading.Unread;
            AddNameGroup(Addresses.OfLetter(letter), $"拼音 {LetterTitle(letter)}", isRead ? $"姓名拼音以 {letter} 开头的人；姓氏按姓的读音。" : "姓名第一个字的读音未注明的人；读音出自 Unihan。", sorted, _letters.Value,
                n => n.Reading is var r && r.Surname.IsEmpty ? (isRead ? r.SortKey : n.Person.Name) : isRead ? string.Concat(r.Surname.AsSpan()) : r.SurnameText, isAsked);
        }
        foreach (var (strokes, people) in RollIndex.Groups(Named, n => Names.NameOrder.StrokesOf(n.Person.Name) ?? 0).Where(g => isAsked is null || g.Value.Any(n => isAsked(n.Person))).OrderBy(g => g.Key))
        {
            var sorted = people.OrderBy(n => _index.Names.RankOf(n.Person.Name)).ToImmutableArray();
            if (pages is not null) foreach (var (at, n) in sorted.Index()) pages.TryAdd(n.Reading.SurnameText, (at / NamesPerPage) + 1);
            AddNameGroup(Addresses.OfStrokes(strokes), $"姓氏 {StrokesTitle(strokes)}", "按姓氏笔画排列，同笔画按部首，再按字码；笔画数出自 Unihan。", sorted, _strokes.Value,
                n => n.Reading.SurnameText is { Length: > 0 } surname ? surname : "其他", isAsked);
        }
    }

    /// <summary>Everybody with how the name is read, in the order of the roll.</summary>
    private IEnumerable<(Honouree Person, NameReading Reading)> Named => _roll.Honourees.Select((person, i) => (person, _index.Readings[i]));

    private void AddNameGroup(string address, string title, string deck, ImmutableArray<(Honouree Person, NameReading Reading)> named, ImmutableArray<CountLink> others,
        Func<(Honouree Person, NameReading Reading), string> group, Func<Honouree, bool>? isAsked)
    {
        var data = address + "data.csv";
        ImmutableArray<Honouree> people = [.. named.Select(n => n.Person)];
        if (isAsked is null) AddHonourCsv(data, people);
        var coverage = CoverageOf(people);
        AddPaged(Frame(address, title, Addresses.Honourees, deck, false, new Crumb("姓名", Addresses.Names), new Crumb(title, address)), people, NamesPerPage, (frame, rows, pager) =>
        {
            if (isAsked is null || rows.Any(isAsked)) AddPage<NameGroupPage, NameGroupPageModel>(frame, () => new NameGroupPageModel
            {
                Title = title,
                Deck = deck,
                Groups = [.. named.Skip((pager.Number - 1) * NamesPerPage).Take(rows.Length).GroupBy(group, n => n.Person, StringComparer.Ordinal).Select(g => new NameGroup(g.Key, Anchor(g.Key), [.. g]))],
                Others = others,
                Pager = pager,
                Coverage = coverage.Value,
                All = _roll.Honourees.Length,
                Data = data,
                Sources = SourcesOf(rows),
            }, from: () => [title, deck, rows, others, pager, coverage.Value, _roll.Honourees.Length, data]); // groups and sources come from the rows
        });
    }

    /// <summary>An anchor that any address bar takes: the code points in hexadecimal.</summary>
    private static string Anchor(string text) => "u" + string.Join('-', text.EnumerateRunes().Select(r => r.Value.ToString("x", System.Globalization.CultureInfo.InvariantCulture)));

    private static string LetterTitle(char letter) => letter == NameReading.Unread ? "其他" : letter.ToString();

    private static string StrokesTitle(int strokes) => strokes == 0 ? "其他" : ChineseNumerals.Count(strokes) + "画";
}
