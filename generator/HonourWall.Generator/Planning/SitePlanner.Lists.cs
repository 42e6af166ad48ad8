using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Generator.Rendering;
using HonourWall.Site;
using HonourWall.Site.Pages;

namespace HonourWall.Generator.Planning;

public sealed partial class SitePlanner
{
    private void PlanAwards()
    {
        var home = new Crumb("奖项", Addresses.Awards);
        foreach (var award in _roll.Awards)
        {
            var address = Addresses.Of(award.Id);
            var frame = Frame(address, award.Name, null, $"{award.Name}：授予机关、授予对象、待遇和历次批次。", false, home, new Crumb(award.Name, address));
            var honours = _index.OfAward(award.Id);
            var data = address + "data.csv";
            AddHonourCsv(data, honours);
            AddPage<AwardPage, AwardPageModel>(frame, () =>
            {
                var citations = new Citations().Add(award.Sources);
                return new AwardPageModel
                {
                    Award = award,
                    About = _markdown.Read(award.About, frame, citations),
                    Eligibility = _markdown.Read(award.Eligibility, frame, citations),
                    QualifiesFor = [.. _roll.Awards.Where(a => a.Requires.Any(r => r.Id == award.Id))],
                    Batches = [.. _roll.Batches.Where(b => b.Award.Id == award.Id && IsPublic(b)).Select(b => new BatchCount(b, _index.OfBatch(b).Length))],
                    Coverage = CoverageOf(honours, figures: _figures.OfAward(award)),
                    Data = data,
                    Sources = citations.Build(),
                };
            });
        }
        var list = Addresses.Awards + "data.csv";
        AddText(list[1..], writer =>
        {
            HonourCsv.Row(writer, "\uFEFFid", "name", "level", "conferred_by", "treatment", "requires", "honours", "sources");
            foreach (var a in _roll.Awards)
            {
                HonourCsv.Row(writer, a.Id.Value, a.Name, a.Level == Level.Unknown ? null : a.Level.Word(), a.ConferredBy, a.CarriesTreatment switch { true => "是", false => "否", null => null },
                    string.Join(' ', a.Requires.Select(r => r.Id)), Whole(_index.OfAward(a.Id).Length), string.Join("；", a.Sources.Select(HonourCsv.Cite)));
            }
        });
        AddPage<AwardsPage, AwardsPageModel>(Frame(Addresses.Awards, "奖项", null, "本站收录的奖项，按级别排列。", false, home), () => new AwardsPageModel(
            [.. _roll.Awards.GroupBy(a => a.Level).OrderBy(g => g.Key).Select(g => new AwardLevelGroup(g.Key, [.. g.Select(a => (a, _index.OfAward(a.Id).Length))]))], CoverageOfAll(), list));
    }

    private void PlanBatches()
    {
        var home = new Crumb("批次", Addresses.Batches);
        foreach (var batch in _roll.Batches.Where(IsPublic))
        {
            var address = Addresses.Of(batch.Id);
            var honours = _index.OfBatch(batch);
            var frame = WithCard(Frame(address, batch.Name, null, $"{batch.Name}：本站收录 {honours.Length} 条。", false, home, new Crumb(batch.Name, address)), batch);
            var byDistrict = new Lazy<ImmutableArray<CountLink>>(() => ByDistrict(honours, d => batch.Year is { } && !honours.All(h => h.IsOutside) ? Addresses.OfDistrictYear(d.Id, batch.Year) : Addresses.Of(d.Id)));
            var byIndustry = new Lazy<ImmutableArray<CountLink>>(() => ByIndustry(honours));
            AddHonourPages<BatchPage, BatchPageModel>(frame, honours, () => _figures.OfBatch(batch), list => new BatchPageModel
            {
                Batch = batch,
                List = list,
                ByDistrict = byDistrict.Value,
                ByIndustry = byIndustry.Value,
                Sources = SourcesOf(list.Rows, batch.Sources),
                IsOnWall = honours.Any(h => h is { IsOutside: false, IsCollective: false }),
            }, batch.Award.Recipients.HasFlag(RecipientKind.Person) ? "人" : "个", batch.Place);
        }
        var data = Addresses.Batches + "data.csv";
        AddText(data[1..], writer =>
        {
            HonourCsv.Row(writer, "\uFEFFid", "award", "year", "date", "name", "decision", "meeting", "published_count", "collected", "sources");
            foreach (var b in _roll.Batches.Where(IsPublic))
            {
                HonourCsv.Row(writer, b.Id.Value, b.Award.Name, b.Year is { } y ? y.ToString(CultureInfo.InvariantCulture) : null, b.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), b.Name,
                    b.Decision, b.Meeting, b.PublishedCount is { } n ? Whole(n) : null, Whole(_index.OfBatch(b).Length), string.Join("；", b.Sources.Select(HonourCsv.Cite)));
            }
        });
        AddPage<BatchesPage, BatchesPageModel>(Frame(Addresses.Batches, "批次", null, "每一次表彰决定授予的一批荣誉。", false, home), () => new BatchesPageModel(
            [.. _roll.Batches.Where(IsPublic).GroupBy(b => RollIndex.Key(b.Year)).OrderBy(g => g.Key)
                .Select(g => new BatchYear(RollIndex.Year(g.Key), [.. g.Select(b => new BatchCount(b, _index.OfBatch(b).Length))]))], CoverageOfAll(), data));
    }

    /// <summary>A batch of which only candidates are known is shown by its notice alone.</summary>
    private bool IsPublic(Batch batch) => !_index.OfBatch(batch).IsEmpty || _roll.HonoursOf(batch).IsEmpty;

    private void PlanYears()
    {
        var home = new Crumb("年份", Addresses.Years);
        var years = _index.Years;
        // Some hold honours from elsewhere only.
        foreach (var key in _roll.Batches.Where(IsPublic).Select(b => RollIndex.Key(b.Year)).Distinct().Order())
        {
            var honours = _index.OfYear(key);
            var year = RollIndex.Year(key);
            var address = Addresses.OfYear(year);
            var later = years.FirstOrDefault(y => y > key);
            var earlier = years.LastOrDefault(y => y < key);
            var title = Words.Year(year);
            var byDistrict = new Lazy<ImmutableArray<CountLink>>(() => ByDistrict(honours, d => Addresses.OfDistrictYear(d.Id, year)));
            AddHonourPages<YearPage, YearPageModel>(Frame(address, title, null, $"{title}{(year is null ? "" : "授予")}的荣誉：本站收录 {honours.Length} 条。", false, home, new Crumb(title, address)), honours, () => year is null ? [] : _figures.OfYear(year), list => new YearPageModel
            {
                Year = year,
                List = list,
                Batches = [.. _roll.Batches.Where(b => b.Year == year && IsPublic(b)).Select(b => new BatchCount(b, _index.OfBatch(b).Length))],
                ByDistrict = byDistrict.Value,
                Earlier = year is null || earlier == 0 ? null : earlier,
                Later = year is null || later == 0 ? null : later,
            }, beside: _roll.Batches.Where(b => b.Year == year).Sum(b => _index.OfBatch(b).Count(h => h.IsOutside)));
        }
        var data = Addresses.Years + "data.csv";
        var counts = ByYear(_index.City, Addresses.OfYear);
        AddCounts(data, "year", counts);
        AddPage<YearsPage, YearsPageModel>(Frame(Addresses.Years, "年份", null, "按授予年份查看。", false, home), () => new YearsPageModel(
            [.. _index.Years.GroupBy(y => y / 10 * 10).Select(g => new Decade(g.Key, [.. g.Select(y => new YearLink(y, Addresses.OfYear(y), _index.ByYear[y].Length))]))],
            counts.FirstOrDefault(c => c.Text == "年份待考"), CityCoverage(), data));
    }

    private void PlanDistricts()
    {
        var home = new Crumb("区", Addresses.Districts);
        var mapYears = _index.Years;
        var map = new Lazy<DistrictMap>(() =>
        {
            var tiles = _roll.Districts.Where(d => d.Tile is not null).OrderBy(d => d.Tile) // by rows, as the map is read and walked by keys
                .Select(d => new DistrictTile(d, _index.OfDistrict(d.Id).Length, CountByYear(_index.OfDistrict(d.Id), mapYears))).ToImmutableArray();
            return new DistrictMap(tiles, mapYears, Math.Max(1, tiles.Select(t => t.ByYear.DefaultIfEmpty().Max()).DefaultIfEmpty().Max()));
        });
        foreach (var district in _roll.Districts)
        {
            var address = Addresses.Of(district.Id);
            var crumb = new Crumb(district.Name, address);
            var honours = _index.OfDistrict(district.Id);
            ImmutableArray<District> former = [.. _roll.Districts.Where(d => d.NowPartOf == district.Id)];
            var figures = new Lazy<ImmutableArray<PublishedFigure>>(() => _figures.OfDistrict(district.Id));
            var byYear = new Lazy<ImmutableArray<CountLink>>(() => ByYear(honours, year => Addresses.OfDistrictYear(district.Id, year)));
            AddHonourPages<DistrictPage, DistrictPageModel>(WithCard(Frame(address, district.Name, Addresses.Districts, $"{district.Name}：本站收录 {honours.Length} 条荣誉。", false, home, crumb), district), honours, () => figures.Value, list => new DistrictPageModel
            {
                District = district,
                NowPartOf = district.NowPartOf is { } now ? _roll.Districts.FirstOrDefault(d => d.Id == now) : null,
                Former = former,
                List = list with { Sources = SourcesOf(list.Rows, [.. district.Sources, .. former.SelectMany(d => d.Sources)]) },
                Map = map.Value,
                Years = byYear.Value,
                Studios = [.. _roll.Studios.Where(s => s.District?.Id == district.Id && !s.IsOutside)],
            });
            var ofYears = RollIndex.Groups(honours, h => RollIndex.Key(h.Year));
            var years = ofYears.Keys.Order().ToImmutableArray();
            foreach (var (at, key) in years.Index())
            {
                var year = RollIndex.Year(key);
                var there = Addresses.OfDistrictYear(district.Id, year);
                var title = $"{district.Name} {Words.Year(year)}";
                var then = ofYears[key];
                AddHonourPages<DistrictYearPage, DistrictYearPageModel>(Frame(there, title, Addresses.Districts, $"{title}：本站收录 {then.Length} 条荣誉。", false, home, crumb, new Crumb(Words.Year(year), there)),
                    then, () => year is null ? [] : _figures.OfDistrictYear(district.Id, year), list => new DistrictYearPageModel(district, year, list,
                        at > 0 ? years[at - 1] : null, at < years.Length - 1 && years[at + 1] != RollIndex.Undated ? years[at + 1] : null));
            }
        }
        var data = Addresses.Districts + "data.csv";
        AddText(data[1..], writer =>
        {
            // A district of today holds what a former one conferred: only the last column adds up.
            HonourCsv.Row(writer, "\uFEFFdistrict", "honours", "as_awarded");
            var asAwarded = _index.City.Select(h => h.District).OfType<District>().CountBy(d => d.Id).ToDictionary();
            foreach (var d in _roll.Districts) HonourCsv.Row(writer, d.Name, Whole(_index.OfDistrict(d.Id).Length), Whole(asAwarded.GetValueOrDefault(d.Id)));
            var missing = _index.City.Count(h => h.District is null);
            if (missing > 0) HonourCsv.Row(writer, "未注明", Whole(missing), Whole(missing));
        });
        AddPage<DistrictsPage, DistrictsPageModel>(Frame(Addresses.Districts, "区", Addresses.Districts, "北京十六区和曾经的区。", false, home), () => new DistrictsPageModel(map.Value,
            [.. _roll.Districts.Where(d => d.IsFormer).Select(Link)], [.. _roll.Districts.Where(d => !d.IsFormer && d.Tile is null).Select(Link)], CityCoverage(), data));

        CountLink Link(District d) => new(d.Name, Addresses.Of(d.Id), _index.OfDistrict(d.Id).Length);
    }

    private static ImmutableArray<int> CountByYear(ImmutableArray<Honour> honours, ImmutableArray<int> years)
    {
        var counts = honours.Where(h => h.Year is not null).CountBy(h => h.Year!.Value).ToDictionary();
        return [.. years.Select(y => counts.GetValueOrDefault(y))];
    }

    private void PlanIndustries()
    {
        var home = new Crumb("行业", Addresses.Industries);
        foreach (var industry in _roll.Industries)
        {
            var address = Addresses.Of(industry.Id);
            var honours = _index.OfIndustry(industry.Id);
            var byDecade = new Lazy<ImmutableArray<CountLink>>(() =>
            [
                .. honours.Where(h => h.Year is not null).CountBy(h => h.Year!.Value / 10 * 10).OrderBy(d => d.Key).Select(d => new CountLink($"{d.Key.ToString(CultureInfo.InvariantCulture)}年代", null, d.Value)),
                .. honours.Any(h => h.Year is null) ? [new CountLink("年份待考", null, honours.Count(h => h.Year is null))] : ImmutableArray<CountLink>.Empty,
            ]);
            var byEmployer = new Lazy<ImmutableArray<CountLink>>(() =>
            [
                .. honours.Select(h => h.Employer).OfType<string>().CountBy(e => e, StringComparer.Ordinal).Where(e => e.Value > 1).OrderByDescending(e => e.Value).ThenBy(e => e.Key, StringComparer.Ordinal).Take(20)
                    .Select(e => new CountLink(e.Key, null, e.Value)),
            ]);
            AddHonourPages<IndustryPage, IndustryPageModel>(Frame(address, industry.Name, null, $"{industry.Name}：本站收录 {honours.Length} 条荣誉。", false, home, new Crumb(industry.Name, address)), honours, () => [],
                list => new IndustryPageModel(industry, list, byDecade.Value, byEmployer.Value));
        }
        var data = Addresses.Industries + "data.csv";
        ImmutableArray<CountLink> counts = [.. _roll.Industries.Select(i => new CountLink(i.Name, Addresses.Of(i.Id), _index.OfIndustry(i.Id).Length)).OrderByDescending(c => c.Count)];
        var unstated = _index.City.Count(h => h.Industry is null);
        AddCounts(data, "industry", [.. counts, .. Missing(unstated)]);
        AddPage<IndustriesPage, IndustriesPageModel>(Frame(Addresses.Industries, "行业", null, "按行业查看。", false, home),
            () => new IndustriesPageModel(counts, unstated, CityCoverage(), data));
    }

    /// <summary>Of every batch, those for people from elsewhere included: what the counts of all awards add up to.</summary>
    private Coverage CoverageOfAll() => CoverageOf([.. _roll.Batches.Where(IsPublic).SelectMany(b => _index.OfBatch(b))]);

    private void PlanFigures()
    {
        if (!_site.HasFigures) return;
        const string data = Addresses.Figures + "data.csv";
        AddText(data[1..], writer =>
        {
            HonourCsv.Row(writer, "\uFEFFyear", "place", "what", "published", "unit", "collected", "note", "sources");
            foreach (var s in _roll.PublishedStatistics)
            {
                HonourCsv.Row(writer, s.Year, s.Scope, s.Indicator, s.Value.ToString(CultureInfo.InvariantCulture), s.Unit, _figures.Ours(s)?.ToString(CultureInfo.InvariantCulture),
                    s.PublicNote, string.Join("；", s.Sources.Select(HonourCsv.Cite)));
            }
        });
        AddPage<FiguresPage, FiguresPageModel>(Frame(Addresses.Figures, "公布的数字", null, "来源公布过的表彰人数，连同本站收录的数。", false, new Crumb("公布的数字", Addresses.Figures)), () =>
        {
            var groups = _figures.ByPlace();
            var citations = new Citations();
            foreach (var row in groups.SelectMany(g => g.Rows)) citations.Add(row.Figure.Sources);
            return new FiguresPageModel(groups, _roll.PublishedStatistics.Length, data, citations.Build());
        });
    }

    private Coverage CityCoverage() => CoverageOf(_index.City);

    private void AddCounts(string data, string what, ImmutableArray<CountLink> counts) => AddText(data[1..], writer =>
    {
        HonourCsv.Row(writer, "\uFEFF" + what, "honours");
        foreach (var count in counts) HonourCsv.Row(writer, count.Text, Whole(count.Count));
    });

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
