using System.Collections.Immutable;
using System.Text;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Cases;

/// <summary>Reads CSV as RFC 4180 writes it, keeping where each character stood, so that a mistake inside a quoted field has its place.</summary>
public sealed class CsvRecords
{
    private readonly SourceText _source;
    private readonly RuleDiagnostics _diagnostics;
    private int _at;

    private CsvRecords(SourceText source, RuleDiagnostics diagnostics) => (_source, _diagnostics) = (source, diagnostics);

    /// <summary>The records in order, blank lines left out. After a broken quotation nothing can be trusted: the rest is not read.</summary>
    public static IEnumerable<ImmutableArray<CsvField>> Read(SourceText source, RuleDiagnostics diagnostics)
    {
        var reader = new CsvRecords(source, diagnostics);
        while (reader._at < source.Text.Length)
        {
            if (reader.ReadRecord() is not { } record) yield break;
            if (record is not [{ Text: "" }]) yield return record;
        }
    }

    private ImmutableArray<CsvField>? ReadRecord()
    {
        var fields = ImmutableArray.CreateBuilder<CsvField>();
        while (true)
        {
            if ((Peek() == '"' ? ReadQuoted() : ReadPlain()) is not { } field) return null;
            fields.Add(field);
            if (Peek() == ',')
            {
                _at++;
                continue;
            }
            if (Peek() == '\r') _at++;
            if (Peek() == '\n') _at++;
            return fields.ToImmutable();
        }
    }

    private CsvField? ReadPlain()
    {
        var start = _at;
        while (Peek() is { } c && c is not (',' or '\r' or '\n'))
        {
            if (c == '"') return Refuse(_at, new("引号要么括住整个字段，要么不用", "a quote stands around the whole field or not at all"));
            _at++;
        }
        return new CsvField(_source.Text[start.._at], [.. Enumerable.Range(start, _at - start + 1)]);
    }

    private CsvField? ReadQuoted()
    {
        var (start, text, offsets) = (_at, new StringBuilder(), ImmutableArray.CreateBuilder<int>());
        for (_at++; Peek() is { } c; _at++)
        {
            if (c == '"' && (_at + 1 >= _source.Text.Length || _source.Text[_at + 1] != '"'))
            {
                offsets.Add(_at++);
                return Peek() is null or ',' or '\r' or '\n'
                    ? new CsvField(text.ToString(), offsets.ToImmutable())
                    : Refuse(_at, new("引号后面还有字", "something follows the closing quote"));
            }
            if (c == '"') _at++;
            offsets.Add(_at);
            text.Append(c);
        }
        return Refuse(start, new("引号没有结束", "the quote is not closed"));
    }

    private char? Peek() => _at < _source.Text.Length ? _source.Text[_at] : null;

    private CsvField? Refuse(int at, Wording why)
    {
        _diagnostics.Add("HR308", _source.PlaceAt(at), why);
        return null;
    }
}
