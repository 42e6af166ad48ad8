using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Site;
using HonourWall.Site.Pages;

namespace HonourWall.Generator.Planning;

/// <summary>Totals that sources published, each beside the number of the same honours that this site holds (收录 n / 公布 N).</summary>
public sealed class PublishedFigures(RollIndex index)
{
    public ImmutableArray<PublishedFigure> OfBatch(Batch batch)
    {
        var ours = index.OfBatch(batch).Length;
        var figures = index.Roll.PublishedStatistics.Where(s => s.Batch == batch.Id).Select(s => Figure(s, null, ours)).ToList();
        if (batch.PublishedCount is { } count && figures.TrueForAll(f => f.Value != count))
        {
            figures.Insert(0, new PublishedFigure(null, count, batch.Award.Recipients.HasFlag(RecipientKind.Person) ? "人" : "个", ours, batch.Sources));
        }
        return [.. figures];
    }

    public ImmutableArray<PublishedFigure> OfAward(Award award) => Of(s => s.Award == award.Id && s.Batch is null && s.District is null);

    /// <summary>The totals that the editors put on the front page, in their order.</summary>
    public ImmutableArray<PublishedFigure> OfFrontPage() =>
        [.. index.Roll.PublishedStatistics.Where(s => s.FrontPage is not null).OrderBy(s => s.FrontPage)
            .Select(s => Counted(s, When(s) + s.Indicator))];

    public ImmutableArray<PublishedFigure> OfDistrict(DistrictId district) => Of(s => s.District == district);

    public ImmutableArray<PublishedFigure> OfDistrictYear(DistrictId district, int? year) => Of(s => s.District == district && Years(s) is { } y && y.From == year && y.To == year);

    public ImmutableArray<PublishedFigure> OfYear(int? year) =>
        Of(s => s.District is null && (s.Award is not null || s.Batch is not null) && Years(s) is { } y && y.From == year && y.To == year);

    /// <summary>All of them by place, in the order of the folder; places of which there are few stand together at the end.</summary>
    public ImmutableArray<FigureGroup> ByPlace()
    {
        const int few = 3;
        var places = index.Roll.PublishedStatistics.GroupBy(s => s.Scope, StringComparer.Ordinal).ToLookup(place => place.Skip(few - 1).Any());
        return
        [
            .. places[true].Select(place => new FigureGroup(place.Key, [.. NewestFirst(place).Select(s => Row(s, When(s) + s.Indicator))])),
            .. places[false].Any() ? [new FigureGroup(null, [.. NewestFirst(places[false].SelectMany(place => place)).Select(s => Row(s, Words(s)))])] : ImmutableArray<FigureGroup>.Empty,
        ];

        static IEnumerable<PublishedStatistic> NewestFirst(IEnumerable<PublishedStatistic> statistics) => statistics.OrderByDescending(s => s.Year?[^Math.Min(4, s.Year.Length)..], StringComparer.Ordinal);

        FigureRow Row(PublishedStatistic s, string what) => new(Counted(s, what), AddressOf(s));
    }

    /// <summary>How many of the same honours this site holds; null where nobody knows which these are: no batch, no award, or about 2014, up to 2015.</summary>
    public int? Ours(PublishedStatistic s)
    {
        // A batch's total counts the whole batch, those from elsewhere included: that is what was announced.
        if (s.Batch is { } id) return index.ByBatch.TryGetValue(id, out var batch) ? batch.Length : 0;
        var years = Years(s);
        if (s.Award is null || (s.Year is not null && years is null)) return null;
        var honours = s.District is { } district ? index.OfDistrict(district) : index.OfAward(s.Award.Value).RemoveAll(h => h.IsOutside);
        return honours.Count(h => h.Award.Id == s.Award && (years is not { } y || (h.Year >= y.From && h.Year <= y.To)));
    }

    private static string? AddressOf(PublishedStatistic s) =>
        s.Batch is { } batch ? Addresses.Of(batch) : s.District is { } district ? Addresses.Of(district) : s.Award is { } award ? Addresses.Of(award) : null;

    private ImmutableArray<PublishedFigure> Of(Func<PublishedStatistic, bool> which) => [.. index.Roll.PublishedStatistics.Where(which).Select(s => Counted(s, Words(s)))];

    private PublishedFigure Counted(PublishedStatistic s, string what) =>
        Figure(s, what, Ours(s)) with { Outside = s.Batch is { } batch && index.ByBatch.TryGetValue(batch, out var rows) ? rows.Count(h => h.IsOutside) : 0 };

    private static string Words(PublishedStatistic s) => When(s) + (IsNamed(s) ? "" : s.Scope) + s.Indicator;

    private static string When(PublishedStatistic s) => s.Year switch { null => "", var year => year.Replace('-', '—') + (char.IsAsciiDigit(year[^1]) ? "年，" : "，") };

    /// <summary>北京市劳动模范 of 北京 and 全国劳动模范 of 全国 say whose they are.</summary>
    private static bool IsNamed(PublishedStatistic s) => s.Indicator.StartsWith(s.Scope, StringComparison.Ordinal);

    private static PublishedFigure Figure(PublishedStatistic s, string? what, int? ours) => new(what, s.Value, s.Unit ?? "", ours, s.Sources, s.PublicNote);

    /// <summary>2020, or a range as sources write it: 1952–2015, 1950—2015.</summary>
    private static (int From, int To)? Years(PublishedStatistic s)
    {
        if (s.Year is not { Length: >= 4 } text || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var from)) return null;
        if (text.Length == 4) return (from, from);
        return text.Length >= 9 && int.TryParse(text.AsSpan(text.Length - 4), NumberStyles.None, CultureInfo.InvariantCulture, out var to) ? (from, to) : null;
    }
}
