using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using HonourWall.Admin.Rules.Diagnostics;

namespace HonourWall.Admin.Rules.Reading;

/// <summary>Reads one JSON value into nodes with their places; strict: no comments, no trailing commas, no repeated keys.</summary>
public ref struct JsonNodes
{
    private readonly Func<int, int, ContentPlace> _placeAt;
    private readonly RuleDiagnostics _diagnostics;
    private readonly int[] _charOfByte;
    private Utf8JsonReader _reader;

    private JsonNodes(string json, Func<int, int, ContentPlace> placeAt, RuleDiagnostics diagnostics)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        (_placeAt, _diagnostics, _charOfByte) = (placeAt, diagnostics, CharOfByte(json, bytes.Length));
        _reader = new Utf8JsonReader(bytes);
    }

    /// <param name="placeAt">From an offset in <paramref name="json"/> and a length to the place in the file that holds it.</param>
    /// <returns>Null when the text is not JSON or says one thing twice; then a diagnostic says where.</returns>
    public static SourceNode? Read(string json, Func<int, int, ContentPlace> placeAt, RuleDiagnostics diagnostics) =>
        new JsonNodes(json, placeAt, diagnostics).ReadAll();

    private SourceNode? ReadAll()
    {
        var before = _diagnostics.Count;
        try
        {
            _reader.Read();
            var root = ReadNode();
            _reader.Read(); // Throws on anything but white space.
            return _diagnostics.Count > before ? null : root;
        }
        catch (JsonException)
        {
            _diagnostics.Add("HR101", PlaceAt((int)_reader.BytesConsumed, 1), "JSON", new Wording("从这里起读不懂", "cannot be read from here on"));
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 that stands for half a character.
            _diagnostics.Add("HR101", Here(), "JSON", new Wording("转义符不成字", "an escape that is no character"));
        }
        return null;
    }

    private SourceNode ReadNode()
    {
        var place = Here();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<SourceNode>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray) items.Add(ReadNode());
                return new SourceNode(NodeKind.List, place, "") { Items = items.ToImmutable() };
            case JsonTokenType.StartObject:
                return new SourceNode(NodeKind.Map, place, "") { Members = ReadMembers() };
            case JsonTokenType.String:
                return new SourceNode(NodeKind.Text, place, _reader.GetString() ?? "");
            case JsonTokenType.Number:
                return new SourceNode(NodeKind.Number, place, Encoding.UTF8.GetString(_reader.ValueSpan));
            case JsonTokenType.True:
                return new SourceNode(NodeKind.Flag, place, "true");
            case JsonTokenType.False:
                return new SourceNode(NodeKind.Flag, place, "false");
            default:
                return new SourceNode(NodeKind.Nothing, place, "");
        }
    }

    private ImmutableArray<SourceMember> ReadMembers()
    {
        var members = ImmutableArray.CreateBuilder<SourceMember>();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var (key, place) = (_reader.GetString() ?? "", Here());
            if (members.Any(m => m.Key == key)) _diagnostics.Add("HR106", place, key);
            _reader.Read();
            members.Add(new SourceMember(key, place, ReadNode()));
        }
        return members.ToImmutable();
    }

    /// <summary>The token with its quotes, where it has them.</summary>
    private readonly ContentPlace Here() =>
        PlaceAt((int)_reader.TokenStartIndex, _reader.ValueSpan.Length + (_reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0));

    private readonly ContentPlace PlaceAt(int start, int length)
    {
        var from = _charOfByte[start];
        return _placeAt(from, _charOfByte[Math.Min(start + length, _charOfByte.Length - 1)] - from);
    }

    private static int[] CharOfByte(string json, int bytes)
    {
        var map = new int[bytes + 1];
        var (at, chars) = (0, 0);
        foreach (var rune in json.EnumerateRunes())
        {
            Array.Fill(map, chars, at, rune.Utf8SequenceLength);
            at += rune.Utf8SequenceLength;
            chars += rune.Utf16SequenceLength;
        }
        map[bytes] = chars;
        return map;
    }
}
