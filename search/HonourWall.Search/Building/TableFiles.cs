using System.Text;
using HonourWall.Search.Format;
using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>The tables a browser loads only when a query needs them: folding (for 繁体 and compatibility forms) and readings (for names by sound).</summary>
internal static class TableFiles
{
    /// <summary>
    /// Folding, Han characters apart from other forms since 繁体 is what people type: for each character the distance from the one before,
    /// how many it becomes, and those, each as a distance from the last.
    /// </summary>
    public static IndexPart Folding(bool han)
    {
        var bytes = new List<byte>();
        var from = 0;
        var last = 0;
        foreach (var (code, to) in Text.Folding.Shipped.Table.Where(pair => IsCommonHan(pair.Key) == han).OrderBy(pair => pair.Key))
        {
            Variable(bytes, (uint)(code - from));
            if (!han) Variable(bytes, (uint)to.Length);
            from = code;
            foreach (var target in to)
            {
                Variable(bytes, (uint)((target - last) << 1 ^ (target - last) >> 31));
                last = target;
            }
        }
        return Named(han ? "folding" : "forms", PartKind.Folding, [.. bytes]);
    }

    /// <summary>Readings: syllables and names as text, then each common character as a distance and the number of its syllable.</summary>
    public static IndexPart Readings()
    {
        var rows = TableFile.Lines("readings.txt").Where(row => row.Section == "common").Select(row => row.Line.Split(' ', 2)).ToArray();
        var syllables = rows.Select(row => row[0]).Distinct(StringComparer.Ordinal).ToArray();
        var text = new StringBuilder().AppendJoin(' ', syllables).Append('\n');
        foreach (var section in TableFile.Lines("name-readings.txt").GroupBy(row => row.Section))
        {
            text.Append('\n');
            foreach (var (_, line) in section) text.Append(line).Append('\n');
        }
        var codes = rows.SelectMany(row => row[1].EnumerateRunes().Select(rune => (Code: rune.Value, Syllable: Array.IndexOf(syllables, row[0])))).OrderBy(c => c.Code).ToArray();
        var bits = new BitWriter();
        var last = 0;
        foreach (var (code, syllable) in codes)
        {
            bits.Golomb((ulong)(code - last), 1);
            bits.Bits((ulong)syllable, 9);
            last = code;
        }
        var utf8 = Encoding.UTF8.GetBytes(text.ToString());
        byte[] lengths = [(byte)utf8.Length, (byte)(utf8.Length >> 8), (byte)codes.Length, (byte)(codes.Length >> 8)];
        return Named("readings", PartKind.Readings, [.. lengths, .. utf8, .. bits.ToArray()]);
    }

    private static bool IsCommonHan(int code) => code is >= 0x3400 and <= 0x9FFF;

    /// <summary>
    /// The traditional characters of the two common blocks as distances in Golomb codes: with it a browser knows without the table that a
    /// query needs no folding.
    /// </summary>
    public static byte[] FoldedHan()
    {
        var bits = new BitWriter();
        var last = 0x33FF;
        var codes = Text.Folding.Shipped.Table.Keys.Where(IsCommonHan).Order().ToArray();
        bits.Gamma((ulong)codes.Length + 1);
        foreach (var code in codes)
        {
            bits.Rice((uint)(code - last - 1), 2);
            last = code;
        }
        return bits.ToArray();
    }

    private static IndexPart Named(string name, PartKind kind, byte[] bytes)
    {
        var part = Part.Wrap(kind, Part.Deflate(bytes));
        return new IndexPart(FormattableString.Invariant($"{name}-{Part.Tag(part):x6}.bin"), part);
    }

    private static void Variable(List<byte> bytes, uint value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
    }
}
