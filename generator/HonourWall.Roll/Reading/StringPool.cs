using System.Collections.Concurrent;

namespace HonourWall.Roll.Reading;

/// <summary>One string for each text within one read: employers, titles and ids stand in many rows.</summary>
internal sealed class StringPool
{
    /// <summary>Far more locks than threads, so that these rarely wait for each other.</summary>
    private readonly ConcurrentDictionary<string, string> _known = new(64, 4096, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public StringPool() => _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return "";
        if (_lookup.TryGetValue(text, out var known)) return known;
        var added = text.ToString();
        return _known.GetOrAdd(added, added);
    }
}
