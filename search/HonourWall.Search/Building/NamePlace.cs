using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>What a document stands by in the order of names: how its name is read, syllable by syllable, then the name, then its key.</summary>
internal readonly record struct NamePlace(string Sound, string Name, string Key) : IComparable<NamePlace>
{
    public static NamePlace Of(IndexedDocument document) =>
        new(document.PinyinPattern.Length > 0 ? FirstReading(document.PinyinPattern) : NameReading.Of(document.Name).SortKey, document.Name, document.Key);

    public int CompareTo(NamePlace other)
    {
        var order = string.CompareOrdinal(Sound, other.Sound);
        if (order == 0) order = string.CompareOrdinal(Name, other.Name);
        return order != 0 ? order : string.CompareOrdinal(Key, other.Key);
    }

    /// <summary>"shan/dan|guo qiang" → "shan guo qiang".</summary>
    private static string FirstReading(string pattern)
    {
        Span<char> sound = stackalloc char[Math.Min(pattern.Length, 256)];
        var length = 0;
        var further = false;
        foreach (var c in pattern.AsSpan(0, sound.Length))
        {
            further = c switch { '/' => true, ' ' or '|' => false, _ => further };
            if (!further) sound[length++] = c == '|' ? ' ' : c;
        }
        return new string(sound[..length]);
    }
}
