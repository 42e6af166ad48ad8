using System.Text;
using System.Text.Json;
using HonourWall.Generator.Reporting;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Listing;

/// <summary>Writes a table for people (aligned), as JSON or as CSV.</summary>
internal static class ListingWriter
{
    public static void Write(TextWriter output, RollListing listing, string format)
    {
        switch (format)
        {
            case "json":
                WriteJson(output, listing);
                break;
            case "csv":
                output.WriteLine(string.Join(',', listing.Columns));
                foreach (var row in listing.Rows) output.WriteLine(string.Join(',', row.Select(cell => CsvFile.Cell(CsvFile.Shown(cell)))));
                break;
            default:
                WriteText(output, listing);
                break;
        }
    }

    private static void WriteText(TextWriter output, RollListing listing)
    {
        var widths = listing.Columns.Select((column, i) => listing.Rows.Select(r => Width(r[i])).Append(Width(column)).Max()).ToArray();
        foreach (var row in listing.Rows.Prepend(listing.Columns))
        {
            var line = string.Join("  ", row.Select((cell, i) => cell + new string(' ', widths[i] - Width(cell))));
            output.WriteLine(line.TrimEnd());
        }
    }

    private static void WriteJson(TextWriter output, RollListing listing)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, JsonDiagnosticWriter.Options))
        {
            json.WriteStartArray();
            foreach (var row in listing.Rows)
            {
                json.WriteStartObject();
                for (var i = 0; i < row.Length; i++) json.WriteString(listing.Columns[i], row[i]);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static int Width(string text) => text.EnumerateRunes().Sum(EastAsianWidth.Of);
}
