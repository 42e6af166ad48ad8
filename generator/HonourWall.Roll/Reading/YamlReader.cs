using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HonourWall.Roll.Reading;

/// <summary>
/// YAML to nodes that know their places, through YamlDotNet's event parser: its deserializer keeps no position for keys and values.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>Nothing that we read is a list of lists of lists; whatever goes on and on would end the process.</summary>
    private const int Deepest = 50;

    private readonly ContentFile _file;
    private readonly int _start;
    private readonly int _end;
    private readonly Parser _parser;
    private int _lastKey;

    private YamlReader(ContentFile file, int start, int length)
    {
        _file = file;
        _start = start;
        _end = start + length;
        _lastKey = start;
        _parser = new Parser(new StringReader(file.Head.Substring(start, length)));
    }

    /// <summary>The one document in that part of the file; null when there is none or it is <paramref name="broken"/>, which is then reported.</summary>
    public static YamlNode? Read(ContentFile file, int start, int length, DiagnosticBag diagnostics, out bool broken)
    {
        var reader = new YamlReader(file, start, length);
        broken = false;
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException exception)
        {
            diagnostics.Add(reader.CodeOf(exception), reader.PlaceOf(exception));
        }
        catch (InvalidOperationException)
        {
            // What YamlDotNet 16 throws for a bracket that is never closed before the next key.
            diagnostics.Add("HW139", file.PlaceAt(reader._lastKey));
        }
        broken = true;
        return null;
    }

    private YamlNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _)) return null;
        _parser.Consume<DocumentStart>();
        var node = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second)) throw new YamlException(second.Start, second.End, "a second document");
        return node;
    }

    private YamlNode ReadNode(int depth)
    {
        if (depth > Deepest && _parser.Accept<ParsingEvent>(out var deep)) throw new YamlException(deep.Start, deep.End, "nested too deeply");
        if (_parser.TryConsume<Scalar>(out var scalar)) return Text(scalar);
        if (_parser.TryConsume<SequenceStart>(out var list))
        {
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (!_parser.Accept<SequenceEnd>(out _)) items.Add(ReadNode(depth + 1));
            var end = _parser.Consume<SequenceEnd>();
            return new YamlList(items.DrainToImmutable(), Offset(list.Start), Length(list.Start, end.End));
        }
        if (_parser.TryConsume<MappingStart>(out var map))
        {
            var entries = ImmutableArray.CreateBuilder<YamlEntry>();
            while (!_parser.Accept<MappingEnd>(out _))
            {
                var key = Text(_parser.Consume<Scalar>());
                // Within brackets that are never closed, the next lines look like keys too.
                if (map.Style == MappingStyle.Block) _lastKey = key.Offset;
                entries.Add(new YamlEntry(key, ReadNode(depth + 1)));
            }
            var end = _parser.Consume<MappingEnd>();
            return new YamlMap(entries.DrainToImmutable(), Offset(map.Start), Length(map.Start, end.End));
        }
        var other = _parser.Consume<ParsingEvent>();
        throw new YamlException(other.Start, other.End, "anchors and aliases are not read");
    }

    /// <summary>Plain <c>~</c> and <c>null</c> are nothing, as an empty value is.</summary>
    private YamlText Text(Scalar scalar)
    {
        var isNothing = scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null";
        var isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        return new YamlText(isNothing ? "" : scalar.Value, Offset(scalar.Start), Length(scalar.Start, scalar.End), isBlock);
    }

    private int Offset(Mark mark) => _start + (int)mark.Index;

    private static int Length(Mark start, Mark end) => (int)(end.Index - start.Index);

    /// <summary>YamlDotNet places some errors at the very end or nowhere (<c>name: [</c>): the last key is then the best we know.</summary>
    private ContentPlace PlaceOf(YamlException exception)
    {
        var offset = Offset(exception.Start);
        // A tab is reported at the start of the value before it.
        if (CodeOf(exception) == "HW138" && _file.Head.IndexOf('\t', offset) is var tab && tab > 0) offset = tab;
        if (IsOfWholeLine(exception)) offset = LineStart(offset) + Before(offset).Length - Before(offset).TrimStart().Length;
        var isPlaced = offset > _start && offset < _end;
        return _file.PlaceAt(isPlaced ? offset : _lastKey);
    }

    private string CodeOf(YamlException exception) => exception.Message switch
    {
        var m when IsInvalidMapping(m) => IsOfWholeLine(exception) ? "HW130" : "HW137",
        var m when m.Contains("tab", StringComparison.Ordinal) => "HW138",
        var m when m.Contains("quoted", StringComparison.Ordinal) || m.Contains("node content", StringComparison.Ordinal) || m.Contains("flow", StringComparison.Ordinal) => "HW139",
        _ => "HW130",
    };

    private static bool IsInvalidMapping(string message) => message.Contains("invalid mapping", StringComparison.Ordinal);

    /// <summary>The colon after the first word of a line is a key's own: the line stands too far to the right, or the one above it went on.</summary>
    private bool IsOfWholeLine(YamlException exception) => IsInvalidMapping(exception.Message) && !Before(Offset(exception.Start)).Contains(": ", StringComparison.Ordinal);

    private ReadOnlySpan<char> Before(int offset) => _file.Head.AsSpan(LineStart(offset)..offset);

    private int LineStart(int offset) => offset == 0 ? 0 : _file.Head.LastIndexOfAny(['\r', '\n'], offset - 1) + 1;
}
