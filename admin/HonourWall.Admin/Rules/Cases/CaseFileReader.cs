using System.Collections.Immutable;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Cases;

/// <summary>
/// Reads cases from a CSV file with the columns <c>case</c> and <c>input</c> (a JSON object), and where it has one, <c>expected</c>; other
/// columns are the clerk's own. Each malformed case is reported at its place and left out; the others are read.
/// </summary>
public sealed class CaseFileReader(RuleBook book, RuleDiagnostics diagnostics)
{
    public ImmutableArray<RuleCase> Read(SourceText source)
    {
        var cases = ImmutableArray.CreateBuilder<RuleCase>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        ImmutableArray<string>? header = null;
        foreach (var record in CsvRecords.Read(source, diagnostics))
        {
            if (header is not { } columns)
            {
                header = ReadHeader(source, record);
                if (header is null) return [];
            }
            else if (ReadCase(source, record, columns, names) is { } read) cases.Add(read);
        }
        if (header is null && diagnostics.Count == 0) diagnostics.Add("HR308", source.PlaceAt(0), new Wording("文件是空的", "the file is empty"));
        return cases.ToImmutable();
    }

    private ImmutableArray<string>? ReadHeader(SourceText source, ImmutableArray<CsvField> record)
    {
        ImmutableArray<string> columns = [.. record.Select(f => f.Text.Trim())];
        foreach (var needed in new[] { "case", "input" })
        {
            var count = columns.Count(c => c == needed);
            if (count == 1) continue;
            diagnostics.Add("HR308", source.PlaceAt(record[0].Offsets[0]), new Wording($"列「{needed}」应有一个，现有 {count} 个", $"there must be one column \"{needed}\", not {count}"));
            return null;
        }
        return columns;
    }

    private RuleCase? ReadCase(SourceText source, ImmutableArray<CsvField> record, ImmutableArray<string> columns, HashSet<string> names)
    {
        var place = source.PlaceAt(record[0].Offsets[0]);
        if (record.Length != columns.Length)
        {
            diagnostics.Add("HR308", place, new Wording($"这一行有 {record.Length} 个字段，列名有 {columns.Length} 个", $"{record.Length} fields under {columns.Length} columns"));
            return null;
        }
        var (name, input) = (record[columns.IndexOf("case")], record[columns.IndexOf("input")]);
        var expected = columns.IndexOf("expected") is >= 0 and var at ? record[at].Text : null;
        if (name.Text.Trim().Length == 0) diagnostics.Add("HR103", source.PlaceAt(name.Offsets[0]), "case");
        else if (!names.Add(name.Text)) diagnostics.Add("HR106", source.PlaceAt(name.Offsets[0], name.Text.Length), name.Text);
        else if (JsonNodes.Read(input.Text, (start, length) => source.PlaceAt(input.Offsets[start], length), diagnostics) is { } node
            && new CaseFactsReader(book, diagnostics).Read(node) is { } facts)
            return new RuleCase(name.Text, facts, expected, place);
        return null;
    }
}
