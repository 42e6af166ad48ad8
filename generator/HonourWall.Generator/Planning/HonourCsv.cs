using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

/// <summary>A list as a file to take away: UTF-8 with a byte order mark, because Excel takes anything else for GB18030; RFC 4180.</summary>
public static class HonourCsv
{
    public static void Write(TextWriter writer, IEnumerable<Honour> honours, Uri baseUrl)
    {
        Row(writer, "\uFEFFid", "name", "gender", "ethnicity", "district", "employer", "title", "industry", "award", "level", "year", "date", "batch", "outside", "note", "sources", "url");
        var site = baseUrl.AbsoluteUri;
        // Rows of one batch mostly have the sources of that batch.
        var (sources, cited) = (ImmutableArray<Source>.Empty, (string?)null);
        foreach (var honour in honours)
        {
            if (honour.CitedSources != sources) (sources, cited) = (honour.CitedSources, Cite(honour.CitedSources));
            Row(writer, honour.RecipientId, honour.Name, honour.Gender, honour.Ethnicity, honour.District?.Name, honour.Employer, honour.Title, honour.Industry?.Name,
                honour.Award.Name, honour.Award.Level == Level.Unknown ? null : honour.Award.Level.Word(), honour.Year?.ToString(CultureInfo.InvariantCulture),
                honour.Batch.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), honour.Batch.Id.Value, honour.IsOutside ? "1" : null, honour.PublicNote,
                cited, site + Addresses.OfRecipient(honour)[1..]);
        }
    }

    public static void Row(TextWriter writer, params ReadOnlySpan<string?> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) writer.Write(',');
            Cell(writer, cells[i]);
        }
        writer.Write("\r\n");
    }

    private static string? Cite(ImmutableArray<Source> sources) => sources.Length switch { 0 => null, 1 => Cite(sources[0]), _ => string.Join("；", sources.Select(Cite)) };

    public static string Cite(Source source) => source.Date is { } date ? $"{source.Title}（{date}）" : source.Title;

    private static void Cell(TextWriter writer, string? cell)
    {
        if (cell is null) return;
        // A cell that a spreadsheet would take for a formula is shown as text.
        if (cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t') cell = "'" + cell;
        if (!cell.AsSpan().ContainsAny(",\"\r\n"))
        {
            writer.Write(cell);
            return;
        }
        writer.Write('"');
        writer.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
