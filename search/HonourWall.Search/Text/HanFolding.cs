using System.Text;

namespace HonourWall.Search.Text;

/// <summary>Traditional characters to simplified ones, one by one: 勞動模範 → 劳动模范 (繁转简). Meant for matching, not for printing.</summary>
public static class HanFolding
{
    private static readonly Lazy<Dictionary<int, int>> Pairs = new(Read);

    /// <summary>The simplified form of a code point, or the code point itself.</summary>
    public static int Fold(int codePoint) =>
        codePoint >= 0x3400 && Pairs.Value.TryGetValue(codePoint, out var simplified) ? simplified : codePoint;

    /// <summary>Every pair of the table.</summary>
    internal static IEnumerable<KeyValuePair<int, int>> All => Pairs.Value;

    public static string ToSimplified(string text)
    {
        if (!ContainsTraditional(text)) return text;
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) result.Append(new Rune(Fold(rune.Value)).ToString());
        return result.ToString();
    }

    private static bool ContainsTraditional(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Fold(rune.Value) != rune.Value) return true;
        }
        return false;
    }

    private static Dictionary<int, int> Read()
    {
        var pairs = new Dictionary<int, int>();
        foreach (var (_, line) in TableFile.Lines("han-folding.txt"))
        {
            var from = default(Rune?);
            foreach (var rune in line.EnumerateRunes())
            {
                if (from is { } traditional)
                {
                    pairs.Add(traditional.Value, rune.Value);
                    from = null;
                }
                else from = rune;
            }
        }
        return pairs;
    }
}
