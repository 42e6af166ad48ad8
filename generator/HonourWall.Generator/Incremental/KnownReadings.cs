using System.Collections.Concurrent;
using HonourWall.Search.Text;

namespace HonourWall.Generator.Incremental;

/// <summary>How names are read, which nothing but the name and what its bearer's file says of it decides; a server need not work it out again.</summary>
public sealed class KnownReadings
{
    private readonly ConcurrentDictionary<(string Name, string? Pinyin), NameReading> _known = [];

    public NameReading Of(string name, string? pinyin) => _known.GetOrAdd((name, pinyin), static key => NameReading.Of(key.Name, key.Pinyin));
}
