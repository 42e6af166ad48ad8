using System.Text;

namespace HonourWall.Search.Text;

/// <summary>
/// Folds a character to the one it is searched as: full width to half, capitals to small letters, compatibility forms and marked
/// letters to plain ones, traditional to simplified. Some give several characters (㎏ → kg) or none (a soft hyphen).
/// </summary>
internal sealed class Folding
{
    private static readonly Lazy<Folding> Instance = new(() => new Folding());

    private readonly Dictionary<int, int[]> _table = [];

    // The basic plane by index: 0 = itself, -1 = ask the table.
    private readonly int[] _plane = new int[0x10000];

    public static Folding Shipped => Instance.Value;

    private Folding()
    {
        foreach (var (_, line) in TableFile.Lines("form-folding.txt"))
        {
            var codes = line.EnumerateRunes().Select(rune => rune.Value).ToArray();
            Set(codes[0], codes[1..].Select(HanFolding.Fold).ToArray());
        }
        foreach (var (from, to) in HanFolding.All) Set(from, [to]);
        for (var c = 'A'; c <= 'Z'; c++) _plane[c] = c + 32;
        for (var c = 0xFF01; c <= 0xFF5E; c++) _plane[c] = c is >= 0xFF21 and <= 0xFF3A ? c - 0xFEE0 + 32 : c - 0xFEE0;
    }

    /// <summary>All pairs that a table must hold; ASCII and full-width ASCII are arithmetic and not among them.</summary>
    public IReadOnlyDictionary<int, int[]> Table => _table;

    /// <summary>Whether <see cref="Table"/> is needed for this code point.</summary>
    public bool InTable(int codePoint) => codePoint >= 0x80 && codePoint is not (>= 0xFF01 and <= 0xFF5E)
        && (codePoint < 0x10000 ? _plane[codePoint] != 0 : _table.ContainsKey(codePoint));

    /// <summary>One folded code point, or -1 when there are several or none: see <see cref="Many"/>.</summary>
    public int One(int codePoint)
    {
        if (codePoint < 0x10000) return _plane[codePoint] is var folded && folded == 0 ? codePoint : folded;
        return _table.TryGetValue(codePoint, out var many) ? many.Length == 1 ? many[0] : -1 : codePoint;
    }

    /// <summary>How many of the most common Chinese characters a text begins with that are their own folding.</summary>
    public int Unfolded(ReadOnlySpan<char> text)
    {
        var plane = _plane;
        var length = 0;
        while (length < text.Length && text[length] is >= '\u4E00' and <= '\u9FFF' and var c && plane[c] == 0) length++;
        return length;
    }

    public ReadOnlySpan<int> Many(int codePoint) => _table[codePoint];

    public string Fold(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var one = One(rune.Value);
            if (one >= 0) result.Append(new Rune(one).ToString());
            else foreach (var code in Many(rune.Value)) result.Append(new Rune(code).ToString());
        }
        return result.ToString();
    }

    private void Set(int from, int[] to)
    {
        _table[from] = to;
        if (from < 0x10000) _plane[from] = to.Length == 1 ? to[0] : -1;
    }
}
