namespace HonourWall.Roll.Reading;

/// <summary>
/// Finds the first character of a set in a text, with one look at a table for each. <see cref="System.Buffers.SearchValues"/> tells apart Chinese characters by halves of their numbers,
/// which most of a Chinese text shares with some in the set: it took ten times as long.
/// </summary>
public sealed class CharacterSet
{
    private readonly ulong[] _bits = new ulong[(char.MaxValue + 1) / 64];

    public CharacterSet(IEnumerable<char> characters)
    {
        ArgumentNullException.ThrowIfNull(characters);
        foreach (var c in characters) _bits[c >> 6] |= 1UL << c;
    }

    /// <summary>Negative when there is none.</summary>
    public int IndexIn(ReadOnlySpan<char> text)
    {
        var bits = _bits;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if ((bits[c >> 6] >> c & 1) != 0) return at;
        }
        return -1;
    }
}
