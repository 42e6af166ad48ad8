using System.Collections.Immutable;
using System.Globalization;

namespace HonourWall.Generator.Listing;

/// <summary>What of the roll is listed.</summary>
internal sealed record ListingFilter(string? District, string? Award, string? Batch, string? Industry, int? Year)
{
    public bool Accepts(Honour honour) =>
        (District is null || IsOf(honour.District)) && (Award is null || honour.Award.Id.Value == Award) && (Batch is null || honour.Batch.Id.Value == Batch)
        && (Industry is null || honour.Industry?.Id.Value == Industry) && (Year is null || honour.Year == Year);

    /// <summary>A district holds those that have become part of it, as on its page.</summary>
    private bool IsOf(District? district) => district is not null && (district.Id.Value == District || district.NowPartOf?.Value == District);

    public bool IsEmpty => this == new ListingFilter(null, null, null, null, null);
}

/// <summary>A table of the roll as a command prints it.</summary>
internal sealed record RollListing(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>Each kind and how its entries are listed; an honour's filter narrows the kinds that have honours.</summary>
    public static readonly IReadOnlyDictionary<string, Func<RollOfHonour, ListingFilter, RollListing>> Kinds =
        new SortedDictionary<string, Func<RollOfHonour, ListingFilter, RollListing>>(StringComparer.Ordinal)
        {
            ["awards"] = (roll, filter) => Of(["id", "name", "level", "batches", "honours"], roll.Awards.Where(a => filter.Award is null || a.Id.Value == filter.Award).Select(a =>
                new[] { a.Id.Value, a.Name, a.Level.ToString().ToLowerInvariant(), Number(roll.Batches.Count(b => b.Award.Id == a.Id)), Number(roll.Honours.Count(h => h.Award.Id == a.Id && filter.Accepts(h))) })),
            ["batches"] = (roll, filter) => Of(["id", "award", "year", "date", "name", "honours", "published"], roll.Batches.Where(b => Accepts(b, filter)).Select(b =>
                new[] { b.Id.Value, b.Award.Id.Value, Number(b.Year), b.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", b.Name, Number(roll.HonoursOf(b).Count(h => !h.IsCandidate && filter.Accepts(h))), Number(b.PublishedCount) })),
            ["collectives"] = (roll, filter) => Recipients(roll.Collectives.Select(c => (c.Id.Value, (Recipient)c)), filter),
            ["districts"] = (roll, filter) => Of(["id", "name", "until", "honours", "as_awarded"], roll.Districts.Where(d => filter.District is null || d.Id.Value == filter.District).Select(d =>
                new[] { d.Id.Value, d.Name, d.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", Number(roll.Honours.Count((filter with { District = d.Id.Value }).Accepts)), Number(roll.Honours.Count(h => h.District?.Id == d.Id && filter.Accepts(h))) })),
            ["honourees"] = (roll, filter) => Recipients(roll.Honourees.Select(h => (h.Id.Value, (Recipient)h)), filter),
            ["honours"] = (roll, filter) => Of(["id", "name", "year", "award", "district", "employer", "title", "outside"], roll.Honours.Where(filter.Accepts).Select(h =>
                new[] { h.RecipientId, h.Name, Number(h.Year), h.Award.Name, h.District?.Name ?? "", h.Employer ?? "", h.Title ?? "", h.IsOutside ? "1" : "" })),
            ["industries"] = (roll, filter) => Of(["id", "name", "honours"], roll.Industries.Where(i => filter.Industry is null || i.Id.Value == filter.Industry).Select(i =>
                new[] { i.Id.Value, i.Name, Number(roll.Honours.Count(h => h.Industry?.Id == i.Id && filter.Accepts(h))) })),
            ["notices"] = (roll, _) => Of(["id", "title", "from", "until"], roll.Notices.Select(n => new[] { n.Id.Value, n.Title, Moment(n.From), Moment(n.Until) })),
            ["pages"] = (roll, _) => Of(["id", "title"], roll.Pages.Select(p => new[] { p.Id.Value, p.Title })),
            ["sources"] = (roll, _) => Of(["id", "title", "publisher", "date", "grade"], roll.Sources.Select(s => new[] { s.Id.Value, s.Title, s.Publisher ?? "", s.Date?.ToString() ?? "", s.Grade ?? "" })),
            ["stories"] = (roll, _) => Of(["id", "title", "date"], roll.Stories.Select(s => new[] { s.Id.Value, s.Title, s.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "" })),
            ["studios"] = (roll, filter) => Of(["id", "name", "district", "leaders"], roll.Studios.Where(s => filter.District is null || s.District?.Id.Value == filter.District).Select(s =>
                new[] { s.Id.Value, s.Name, s.District?.Name ?? "", string.Join("、", s.Leaders.Select(l => l.Name)) })),
        };

    private static RollListing Recipients(IEnumerable<(string Id, Recipient Page)> pages, ListingFilter filter) =>
        Of(["id", "name", "honours", "first", "last", "district", "employer"], pages.Where(p => filter.IsEmpty || p.Page.Honours.Any(filter.Accepts)).Select(p =>
            new[] { p.Id, p.Page.Name, Number(p.Page.Honours.Length), Number(p.Page.Honours.Min(h => h.Year)), Number(p.Page.Honours.Max(h => h.Year)), p.Page.District?.Name ?? "", p.Page.Employer ?? "" }));

    private static bool Accepts(Batch batch, ListingFilter filter) =>
        (filter.Award is null || batch.Award.Id.Value == filter.Award) && (filter.Batch is null || batch.Id.Value == filter.Batch) && (filter.Year is null || batch.Year == filter.Year);

    private static RollListing Of(ImmutableArray<string> columns, IEnumerable<string[]> rows) => new(columns, [.. rows.Select(r => ImmutableArray.Create(r))]);

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Moment(DateTime? moment) => moment?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";
}
