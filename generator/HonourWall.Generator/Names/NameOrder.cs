using System.Text;
using HonourWall.Search.Text;

namespace HonourWall.Generator.Names;

/// <summary>
/// The order of names on the wall and in lists (姓氏笔画): character by character, each by its strokes, then its radical, then its code point;
/// a name that is the beginning of another stands before it. Compound surnames count by their characters.
/// Names without a surname (买买提·艾力) stand at the end of the strokes of their first character; names in other scripts come last.
/// </summary>
public sealed class NameOrder : IComparer<string>
{
    public static readonly NameOrder Instance = new();

    private const char UnknownStrokes = '\uFFFF';

    private NameOrder()
    {
    }

    public int Compare(string? x, string? y) => string.CompareOrdinal(x is null ? null : KeyOf(x), y is null ? null : KeyOf(y));

    /// <summary>A key that sorts in this order under ordinal comparison; for long lists: <c>OrderBy(h => NameOrder.KeyOf(h.Name), StringComparer.Ordinal)</c>.</summary>
    public static string KeyOf(string name)
    {
        var key = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var known = StrokeTable.TryGet(rune, out var strokes, out var radical);
            if (!known && !Rune.IsLetterOrDigit(rune)) continue;
            var first = key.Length == 0;
            key.Append(known ? (char)strokes : UnknownStrokes);
            // '\0' before '\u0001': within one stroke count, people without a surname stand after the others.
            if (first) key.Append(NameReading.HasSurname(name) ? '\0' : '\u0001');
            key.Append((char)radical).Append((char)(rune.Value >> 16)).Append((char)(rune.Value & 0xFFFF));
        }
        // Names that differ in a mark only (·, a space) still have one order.
        return key.Append('\0').Append(name).ToString();
    }

    /// <summary>Strokes of the first character of the name, which with a surname is the surname's; null for names in other scripts.</summary>
    public static int? StrokesOf(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (StrokeTable.TryGet(rune, out var strokes, out _)) return strokes;
            if (Rune.IsLetterOrDigit(rune)) return null;
        }
        return null;
    }
}
