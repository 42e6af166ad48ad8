using System.Collections.Immutable;
using HonourWall.Generator.Rendering;
using HonourWall.Search;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

public sealed partial class SitePlanner
{
    private Frame Frame(string address, string title, string? section = null, string? description = null, bool noIndex = false, params ReadOnlySpan<Crumb> crumbs) =>
        new() { Site = _site, Address = address, Title = title, Section = section, Description = description, NoIndex = noIndex, Crumbs = [.. crumbs] };

    private void AddPage<TPage, TModel>(Frame frame, Func<TModel> model, ContentPlace origin = default, Func<Frame, Frame>? complete = null, Func<TModel, SearchDocument>? found = null, Func<object?[]?>? from = null)
        where TPage : Page<TModel>
        where TModel : notnull => AddPage(new PlannedPage<TPage, TModel>(frame, origin, model, complete, found, from), frame.Address);

    private void AddPage(PlannedPage page, string address)
    {
        _addresses.Add(address);
        _files.Add(page);
    }

    private void AddFile(string path, Action<System.Buffers.IBufferWriter<byte>> fill, ContentPlace origin = default, Func<object?[]>? from = null)
    {
        _addresses.Add("/" + path);
        _files.Add(new PlannedBytes(path, origin, fill, from));
    }

    private void AddText(string path, Action<TextWriter> write, ContentPlace origin = default, Func<object?[]>? from = null) => AddFile(path, output =>
    {
        using var writer = new Utf8TextWriter(output);
        write(writer);
    }, origin, from);

    /// <summary>A list of honours as a file to take away.</summary>
    private void AddHonourCsv(string address, ImmutableArray<Honour> honours, ContentPlace origin = default) =>
        AddFile(address[1..], output => _csv.Write(output, honours), origin, () => [honours, _roll.Site.BaseUrl]);

    /// <summary>Likewise those of a list of people.</summary>
    private void AddHonourCsv(string address, ImmutableArray<Honouree> people) => AddFile(address[1..], output => _csv.Write(output, people), default, () => [people, _roll.Site.BaseUrl]);

    /// <summary>
    /// A list of honours: its file and as many pages as it needs. What stands on all of them is worked out once, by whoever makes the models. A page is made
    /// from its rows and from what the model of a page without any holds: going through the sources of all rows only to see that nothing has changed takes longer.
    /// </summary>
    /// <param name="model">Reads rows from the list that it is given and from nowhere else.</param>
    /// <param name="apart">What a page shows beside the list, in its file too.</param>
    private void AddHonourPages<TPage, TModel>(Frame frame, ImmutableArray<Honour> honours, Func<ImmutableArray<PublishedFigure>> figures,
        Func<HonourList, TModel> model, string unit = "条荣誉", ContentPlace origin = default, int beside = 0, ImmutableArray<Honour> apart = default)
        where TPage : Page<TModel>
        where TModel : notnull
    {
        var data = frame.Address + "data.csv";
        AddHonourCsv(data, apart.IsDefault ? honours : [.. honours, .. apart], origin);
        var pages = Math.Max(1, (honours.Length + RowsPerPage - 1) / RowsPerPage);
        var coverage = new Lazy<Coverage>(() => CoverageOf(honours, unit, figures()) with { Beside = beside });
        for (var number = 1; number <= pages; number++)
        {
            var n = number;
            var address = Addresses.PageOf(frame.Address, n);
            AddPage<TPage, TModel>(n == 1 ? frame : frame with { Address = address, Title = $"{frame.Title} 第{n}页", NoIndex = true }, () => ModelOf(n, Rows(n)), origin, from: () => [Rows(n), ModelOf(n, [])]);
        }

        ImmutableArray<Honour> Rows(int n) => honours.AsSpan()[((n - 1) * RowsPerPage)..Math.Min(honours.Length, n * RowsPerPage)].ToImmutableArray();

        TModel ModelOf(int n, ImmutableArray<Honour> rows) => model(new HonourList(rows, new Pager(frame.Address, n, pages), coverage.Value, data, SourcesOf(rows)));
    }

    private static Coverage CoverageOf(ImmutableArray<Honour> honours, string unit = "条荣誉", ImmutableArray<PublishedFigure> figures = default)
    {
        var (withoutDistrict, withoutYear, outside) = (0, 0, 0);
        foreach (var honour in honours)
        {
            if (honour.District is null) withoutDistrict++;
            if (honour.Year is null) withoutYear++;
            if (honour.IsOutside) outside++;
        }
        return new Coverage(honours.Length, unit, figures, withoutDistrict, withoutYear, outside);
    }

    private static SourceList SourcesOf(ImmutableArray<Honour> honours, ImmutableArray<Source> before = default)
    {
        var citations = new Citations();
        if (!before.IsDefault) citations.Add(before);
        foreach (var honour in honours) citations.Add(honour.CitedSources);
        return citations.Build();
    }

    /// <summary>Where what a list says of people comes from: their rows, and the sources of their files.</summary>
    private static SourceList SourcesOf(ImmutableArray<Honouree> people)
    {
        var citations = new Citations();
        foreach (var person in people)
        {
            foreach (var honour in person.Honours) citations.Add(honour.CitedSources);
            if (!person.Sources.IsEmpty) citations.Add(person.Sources);
        }
        return citations.Build();
    }

    private ImmutableArray<CountLink> ByDistrict(ImmutableArray<Honour> honours, Func<District, string> address)
    {
        var counts = honours.Select(h => h.District).OfType<District>().CountBy(d => d.Id).ToDictionary();
        return
        [
            .. _roll.Districts.Where(d => counts.ContainsKey(d.Id)).Select(d => new CountLink(d.Name, address(d), counts[d.Id])),
            .. Missing(honours.Count(h => h.District is null)),
        ];
    }

    private ImmutableArray<CountLink> ByIndustry(ImmutableArray<Honour> honours)
    {
        var counts = honours.Select(h => h.Industry).OfType<Industry>().CountBy(i => i.Id).ToDictionary();
        return
        [
            .. _roll.Industries.Where(i => counts.ContainsKey(i.Id)).Select(i => new CountLink(i.Name, Addresses.Of(i.Id), counts[i.Id])).OrderByDescending(c => c.Count),
            .. Missing(honours.Count(h => h.Industry is null)),
        ];
    }

    private static ImmutableArray<CountLink> ByYear(IEnumerable<Honour> honours, Func<int?, string> address) =>
        [.. honours.GroupBy(h => RollIndex.Key(h.Year)).OrderBy(g => g.Key).Select(g => new CountLink(g.Key == RollIndex.Undated ? "年份待考" : Words.Year(g.Key).TrimEnd('年'), address(RollIndex.Year(g.Key)), g.Count()))];

    private static IEnumerable<CountLink> Missing(int count) => count == 0 ? [] : [new CountLink("未注明", null, count)];

    /// <summary>A citation after GB/T 7714; the reader's browser fills in the day when it is copied.</summary>
    private string Citation(Frame frame) =>
        $"{_roll.Site.Publisher.Name ?? _roll.Site.Title}. {frame.Title}[EB/OL]//{_roll.Site.Title}. [引用日期]. {frame.Permalink}.";

    /// <summary>The trade in a few characters: the editors' word for it, the first clause of the title, or the industry; never a title cut off.</summary>
    private string? ShortWork(Honour honour) =>
        Fitting(honour.IsCollective ? null : _roll.FindHonouree(HonoureeId.Parse(honour.RecipientId))?.Occupation) ?? Fitting(honour.Title) ?? Fitting(honour.Industry?.Name);

    private Plate PlateOf(Honour honour, string? note, string? current = null) =>
        new(honour.Name, Addresses.OfRecipient(honour), note, honour.RecipientId == current,
            PictureOf(honour));

    private PublishedPicture? PictureOf(Honour honour) =>
        honour.IsCollective || _platePictures.Count == 0 ? null : _platePictures.GetValueOrDefault(HonoureeId.Parse(honour.RecipientId));

    /// <summary>The first clause of a text if it can stand under a name: there is room for seven characters, and digits would lie on their side.</summary>
    private static string? Fitting(string? text)
    {
        if (text is null) return null;
        var end = text.AsSpan().IndexOfAny(ClauseEnds);
        var clause = end < 0 ? text : text[..end];
        return clause.Length is > 0 and <= 7 && !clause.Any(char.IsAscii) ? clause : null;
    }

    private static readonly System.Buffers.SearchValues<char> ClauseEnds = System.Buffers.SearchValues.Create("，、；（(· ");
}
