using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HonourWall.Roll.Reading;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

/// <summary>
/// Lists as files to take away: UTF-8 with a byte order mark, because Excel takes anything else for GB18030; RFC 4180. An honour stands in ten of them
/// (by year, district, batch, award …), so its row is made once. Safe to use from several threads.
/// </summary>
public sealed class HonourCsv(Uri baseUrl)
{
    private static readonly byte[] Head = Bytes("\uFEFFid", "name", "gender", "ethnicity", "district", "employer", "title", "industry", "award", "level", "year", "date", "batch", "outside", "note", "sources", "url");

    private readonly ConcurrentDictionary<Honour, byte[]> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<ImmutableArray<Source>, string> _cited = [];
    private readonly string _site = baseUrl.AbsoluteUri;

    public void Write(IBufferWriter<byte> output, IEnumerable<Honour> honours)
    {
        output.Write(Head);
        foreach (var honour in honours) output.Write(_rows.TryGetValue(honour, out var row) ? row : _rows.GetOrAdd(honour, RowOf(honour)));
    }

    private byte[] RowOf(Honour honour) => Bytes(honour.RecipientId, honour.Name, honour.Gender, honour.Ethnicity, honour.District?.Name, honour.Employer, honour.Title, honour.Industry?.Name,
        honour.Award.Name, honour.Award.Level == Level.Unknown ? null : honour.Award.Level.Word(), honour.Year?.ToString(CultureInfo.InvariantCulture),
        honour.Batch.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), honour.Batch.Id.Value, honour.IsOutside ? "1" : null, honour.PublicNote,
        honour.CitedSources.IsEmpty ? null : _cited.GetOrAdd(honour.CitedSources, Cite), _site + Addresses.OfRecipient(honour)[1..]);

    private static byte[] Bytes(params ReadOnlySpan<string?> cells)
    {
        var row = new StringWriter(new StringBuilder(256), CultureInfo.InvariantCulture);
        Row(row, cells);
        return Encoding.UTF8.GetBytes(row.ToString());
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

    private static string Cite(ImmutableArray<Source> sources) => string.Join("；", sources.Select(Cite));

    public static string Cite(Source source) => source.Date is { } date ? $"{source.Title}（{date}）" : source.Title;

    private static void Cell(TextWriter writer, string? cell)
    {
        if (cell is null) return;
        cell = CsvFile.Shown(cell);
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
