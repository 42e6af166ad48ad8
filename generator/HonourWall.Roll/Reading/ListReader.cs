using System.Collections.Immutable;

namespace HonourWall.Roll.Reading;

/// <summary>The CSV files at the root of the content folder.</summary>
internal static class ListReader
{
    public static ImmutableArray<DistrictDraft> Districts(CsvTable table, ReadingContext context)
    {
        var (id, name, shortName) = (table.Column("id", required: true), table.Column("name", required: true), table.Column("short"));
        var (from, until, nowPartOf) = (table.Column("from"), table.Column("until"), table.Column("now_part_of"));
        var (tileRow, tileColumn) = (table.Column("row"), table.Column("col"));
        var source = table.Column("source");
        var districts = ImmutableArray.CreateBuilder<DistrictDraft>();
        foreach (var row in table.Rows())
        {
            if (Id<District>(row, id, context) is not var (slug, written)) continue;
            var fullName = Required(row, name, "name", context) ?? slug.Value;
            var (first, last) = (Day(row[from], context), Day(row[until], context));
            if (last < first) context.Diagnostics.Add("HW152", row.PlaceOf(until));
            var (r, c) = (Number(row[tileRow], context), Number(row[tileColumn], context));
            var district = new District
            {
                Id = slug,
                Name = fullName,
                Short = row.Text(shortName) ?? fullName,
                From = first,
                Until = last,
                NowPartOf = null,
                Tile = r is { } y && c is { } x ? (y, x) : null,
                Order = districts.Count,
            };
            districts.Add(new DistrictDraft(district, written, row[nowPartOf], Ids(row[source])));
        }
        return districts.DrainToImmutable();
    }

    public static ImmutableArray<Named<Industry>> Industries(CsvTable table, ReadingContext context)
    {
        var (id, name) = (table.Column("id", required: true), table.Column("name", required: true));
        var industries = ImmutableArray.CreateBuilder<Named<Industry>>();
        foreach (var row in table.Rows())
        {
            if (Id<Industry>(row, id, context) is not var (slug, written)) continue;
            industries.Add(new(new Industry(slug, Required(row, name, "name", context) ?? slug.Value), written));
        }
        return industries.DrainToImmutable();
    }

    public static ImmutableArray<Named<Source>> Sources(CsvTable table, ReadingContext context)
    {
        var (id, title, publisher) = (table.Column("id", required: true), table.Column("title", required: true), table.Column("publisher"));
        var (date, url, grade) = (table.Column("date"), table.Column("url"), table.Column("grade"));
        var sources = ImmutableArray.CreateBuilder<Named<Source>>();
        foreach (var row in table.Rows())
        {
            if (Id<Source>(row, id, context) is not var (slug, written)) continue;
            var source = new Source
            {
                Id = slug,
                Title = Required(row, title, "title", context) ?? slug.Value,
                Publisher = row.Text(publisher),
                Date = row[date] is { } day ? context.Date(day) : null,
                Url = row[url] is { } address ? context.Address(address) : null,
                Grade = row[grade] is { } letter ? context.Choose(letter, Choices.Grades, null) : null,
            };
            sources.Add(new(source, written));
        }
        return sources.DrainToImmutable();
    }

    public static ImmutableArray<StatisticDraft> Statistics(CsvTable table, ReadingContext context)
    {
        var (year, scope, indicator) = (table.Column("year"), table.Column("scope", required: true), table.Column("indicator", required: true));
        var (value, unit) = (table.Column("value", required: true), table.Column("unit"));
        var (award, district, batch) = (table.Column("award"), table.Column("district"), table.Column("batch"));
        var (source, publicNote, frontPage) = (table.Column("source"), table.Column("public_note"), table.Column("front_page"));
        table.NoteColumn();
        var statistics = ImmutableArray.CreateBuilder<StatisticDraft>();
        foreach (var row in table.Rows())
        {
            var what = Required(row, indicator, "indicator", context);
            Required(row, value, "value", context);
            if (what is null || row[value] is not { } written || context.Decimal(written) is not { } number) continue;
            var statistic = new PublishedStatistic(row.Text(year), row.Text(scope) ?? "", what, number, row.Text(unit), null, null, null, [], row.Text(publicNote), row.Place)
            {
                FrontPage = Number(row[frontPage], context),
            };
            statistics.Add(new StatisticDraft(statistic, row[award], row[district], row[batch], Ids(row[source])));
        }
        return statistics.DrainToImmutable();
    }

    public static ImmutableArray<Redirect> Redirects(CsvTable table, ReadingContext context)
    {
        var (from, to, status) = (table.Column("from", required: true), table.Column("to"), table.Column("status"));
        var redirects = ImmutableArray.CreateBuilder<Redirect>();
        foreach (var row in table.Rows())
        {
            var address = Required(row, from, "from", context);
            if (address is null) continue;
            if (!FormerAddress.IsOne(address))
            {
                context.Diagnostics.Add("HW156", row.PlaceOf(from), address);
                continue;
            }
            var code = row[status] is { } written ? context.Choose(written, Choices.RedirectStatuses, null) : 301;
            // 301 says where to, 410 that there is nothing any more.
            if (code is not null && code == 301 != row.Text(to) is not null) context.Diagnostics.Add("HW155", row.PlaceOf(to));
            else if (code is { } known && IsAddress(row, to, context)) redirects.Add(new Redirect(address, row.Text(to), known, row.PlaceOf(from), row.PlaceOf(to)));
        }
        return redirects.DrainToImmutable();
    }

    internal static (Id<T> Id, Written Written)? Id<T>(CsvRow row, int column, ReadingContext context)
    {
        if (row[column] is { } written && context.Slug<T>(written) is { } id) return (id, written);
        if (column >= 0 && row[column] is null) context.Diagnostics.Add("HW142", row.PlaceOf(column), "id");
        row.File.HasGaps = true;
        return null;
    }

    /// <summary>Ids separated by one space.</summary>
    internal static ImmutableArray<Written> Ids(Written? cell)
    {
        if (cell is not { } written) return [];
        if (!written.Text.Contains(' ', StringComparison.Ordinal)) return [written];
        var ids = ImmutableArray.CreateBuilder<Written>();
        // A quoted cell begins with its quote.
        var first = written.File.Text[written.Offset] == '"' ? written.Offset + 1 : written.Offset;
        var text = written.Text.AsSpan();
        foreach (var range in text.Split(' '))
        {
            var id = text[range];
            if (id.Length > 0) ids.Add(new Written(id.ToString(), written.File, first + range.Start.Value, id.Length));
        }
        return ids.DrainToImmutable();
    }

    internal static string? Required(CsvRow row, int column, string name, ReadingContext context)
    {
        var text = row.Text(column);
        if (text is null && column >= 0 && !row.IsDamaged) context.Diagnostics.Add("HW142", row.PlaceOf(column), name);
        return text;
    }

    internal static DateOnly? Day(Written? cell, ReadingContext context) => cell is { } written ? context.Day(written) : null;

    internal static int? Number(Written? cell, ReadingContext context) => cell is { } written ? context.Number(written) : null;

    /// <summary>Something to lead on to: a page of this site, or a whole address.</summary>
    private static bool IsAddress(CsvRow row, int column, ReadingContext context)
    {
        if (row[column] is not { } written || written.Text.StartsWith('/') || written.Text.StartsWith("https://", StringComparison.Ordinal)) return true;
        context.Diagnostics.Add("HW156", written.Place, written.Text);
        return false;
    }
}
