using System.Buffers;
using System.Runtime.InteropServices;

namespace HonourWall.Roll.Reading;

/// <summary>
/// The commonest front matter, nothing but <c>key: plain</c> and <c>key: "quoted"</c> lines, without the YAML scanner, which took most of
/// the reading time at 10,000 files. It gives the nodes that <see cref="YamlReader"/> gives or declines; a test holds the two together.
/// </summary>
internal static class YamlFastPath
{
    /// <summary>What YAML might take for something else, its line breaks among them.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create("#:{}[]&*!|>'\"%@`\\\t\r\u0085\u2028\u2029\uFEFF");

    private static readonly SearchValues<char> SpecialInQuotes = SearchValues.Create("\"\\\t\r\u0085\u2028\u2029\uFEFF");

    /// <summary>Null when anything is not plainly simple.</summary>
    public static YamlMap? TryRead(string text, int start, int end, StringPool keys)
    {
        if (end == start || text[end - 1] != '\n') return null;
        var entries = new YamlEntry[text.AsSpan(start, end - start).Count('\n')];
        var at = start;
        foreach (ref var entry in entries.AsSpan())
        {
            var lineEnd = text.IndexOf('\n', at, end - at);
            if (ReadLine(text, at, lineEnd, keys) is not { } read) return null;
            entry = read;
            at = lineEnd + 1;
        }
        return new YamlMap(ImmutableCollectionsMarshal.AsImmutableArray(entries), start, end - start);
    }

    private static YamlEntry? ReadLine(string text, int start, int end, StringPool keys)
    {
        var colon = start;
        while (colon < end && text[colon] is (>= 'a' and <= 'z') or '_') colon++;
        if (colon == start || colon + 2 >= end || text[colon] != ':' || text[colon + 1] != ' ') return null;
        var key = text.AsSpan(start, colon - start);
        if (ReadValue(text, colon + 2, end) is not { } value) return null;
        return new YamlEntry(new YamlText(keys.Get(key), start, key.Length), value);
    }

    private static YamlText? ReadValue(string text, int start, int end)
    {
        if (text[start] == '"')
        {
            var inner = text.AsSpan(start + 1, end - start - 1);
            return inner.Length > 0 && inner.IndexOfAny(SpecialInQuotes) == inner.Length - 1 && inner[^1] == '"' ? new YamlText(inner[..^1].ToString(), start, end - start) : null;
        }
        var value = text.AsSpan(start, end - start);
        // A plain scalar that begins with a letter, a digit or a Han character and holds nothing that YAML could take for something else.
        var isPlain = char.IsLetterOrDigit(value[0]) && value[^1] != ' ' && value.IndexOfAny(Special) < 0 && value is not "null";
        return isPlain ? new YamlText(value.ToString(), start, value.Length) : null;
    }
}
