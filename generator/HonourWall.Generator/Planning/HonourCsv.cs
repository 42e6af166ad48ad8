using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HonourWall.Roll.Reading;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

/// <summary>
/// Lists as files to take away: UTF-8 with a byte order mark, because Excel takes anything else for GB18030; RFC 4180. What many rows say alike is written
/// out once. Safe to use from several threads.
/// </summary>
public sealed class HonourCsv(Uri baseUrl)
{
    private static readonly byte[] Head = Encoding.UTF8.GetBytes("\uFEFFid,name,gender,ethnicity,district,employer,title,industry,award,level,year,date,batch,outside,note,sources,url\r\n");

    /// <summary>Most bytes that one UTF-16 character takes; a quotation mark, doubled, takes two.</summary>
    private const int MostBytes = 3;

    /// <summary>Most bytes that a cell takes beside its characters: a comma, an apostrophe, quotation marks.</summary>
    private const int AroundCell = 4;

    private const int Columns = 17;

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private readonly ConcurrentDictionary<Batch, byte[]> _batches = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<ImmutableArray<Source>, string> _cited = [];
    // The address of a site may hold a comma; an id needs no quotation marks.
    private readonly byte[] _beforeAddress = Encoding.UTF8.GetBytes(IsQuoted(baseUrl.AbsoluteUri) ? ",\"" + baseUrl.AbsoluteUri : "," + baseUrl.AbsoluteUri);
    private readonly byte[] _afterAddress = Encoding.UTF8.GetBytes(IsQuoted(baseUrl.AbsoluteUri) ? "/\"\r\n" : "/\r\n");

    public void Write(IBufferWriter<byte> output, ImmutableArray<Honour> honours)
    {
        output.Write(Head);
        foreach (var honour in honours) Write(output, honour);
    }

    public void Write(IBufferWriter<byte> output, ImmutableArray<Honouree> people)
    {
        output.Write(Head);
        foreach (var person in people)
        {
            foreach (var honour in person.Honours) Write(output, honour);
        }
    }

    private void Write(IBufferWriter<byte> output, Honour honour)
    {
        var ofBatch = _batches.TryGetValue(honour.Batch, out var known) ? known : _batches.GetOrAdd(honour.Batch, CellsOf);
        var sources = honour.CitedSources.IsEmpty ? null : _cited.TryGetValue(honour.CitedSources, out var cited) ? cited : _cited.GetOrAdd(honour.CitedSources, Cite);
        var row = new RowWriter(output.GetSpan(ofBatch.Length + (Columns * AroundCell) + (MostBytes * (honour.RecipientId.Length * 2 + honour.Name.Length + LengthOf(honour.Gender) + LengthOf(honour.Ethnicity)
            + LengthOf(honour.District?.Name) + LengthOf(honour.Employer) + LengthOf(honour.Title) + LengthOf(honour.Industry?.Name) + LengthOf(honour.PublicNote) + LengthOf(sources) + "collectives/".Length)) + _beforeAddress.Length + _afterAddress.Length));
        row.Cell(honour.RecipientId);
        row.Next(honour.Name);
        row.Next(honour.Gender);
        row.Next(honour.Ethnicity);
        row.Next(honour.District?.Name);
        row.Next(honour.Employer);
        row.Next(honour.Title);
        row.Next(honour.Industry?.Name);
        row.Written(ofBatch);
        row.Written(honour.IsOutside ? ",1"u8 : ","u8);
        row.Next(honour.PublicNote);
        row.Next(sources);
        row.Written(_beforeAddress);
        row.Written(honour.IsCollective ? "collectives/"u8 : "honourees/"u8);
        row.Plain(honour.RecipientId);
        row.Written(_afterAddress);
        output.Advance(row.Length);
    }

    private static bool IsQuoted(string cell) => cell.AsSpan().ContainsAny(Quoted);

    private static int LengthOf(string? cell) => cell is null ? 0 : cell.Length;

    /// <summary>What every row of a batch says of it, each cell after its comma.</summary>
    private static byte[] CellsOf(Batch batch)
    {
        string?[] cells = [batch.Award.Name, batch.Award.Level == Level.Unknown ? null : batch.Award.Level.Word(), batch.Year?.ToString(CultureInfo.InvariantCulture), batch.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), batch.Id.Value];
        var row = new RowWriter(new byte[cells.Sum(cell => AroundCell + (MostBytes * LengthOf(cell)))]);
        foreach (var cell in cells) row.Next(cell);
        return row.WrittenSpan.ToArray();
    }

    /// <summary>Writes cells into room that is large enough.</summary>
    private ref struct RowWriter(Span<byte> room)
    {
        private readonly Span<byte> _room = room;

        public int Length { get; private set; }

        public readonly ReadOnlySpan<byte> WrittenSpan => _room[..Length];

        public void Next(string? cell)
        {
            _room[Length++] = (byte)',';
            if (cell is not null) Cell(cell);
        }

        public void Cell(string cell)
        {
            cell = CsvFile.Shown(cell);
            if (!IsQuoted(cell)) Plain(cell);
            else
            {
                _room[Length++] = (byte)'"';
                Plain(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
                _room[Length++] = (byte)'"';
            }
        }

        public void Plain(string text) => Length += Encoding.UTF8.GetBytes(text, _room[Length..]);

        public void Written(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_room[Length..]);
            Length += bytes.Length;
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
