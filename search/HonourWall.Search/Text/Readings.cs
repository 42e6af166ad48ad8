using System.Collections.Frozen;

namespace HonourWall.Search.Text;

/// <summary>How single characters are read: toneless syllables with v for ü (绿 → lv), the usual one first.</summary>
public static class Readings
{
    private static readonly Lazy<Dictionary<int, string[]>> Table = new(Read);
    private static readonly Lazy<FrozenDictionary<int, string>> CommonTable = new(ReadCommon);
    private static readonly Lazy<FrozenSet<string>> KnownSyllables = new(() => Table.Value.Values.SelectMany(r => r).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>All readings of a code point, the usual one first; empty when none is known.</summary>
    internal static string[] Of(int codePoint) => Table.Value.TryGetValue(codePoint, out var readings) ? readings : [];

    /// <summary>The usual reading of one of the 8,105 common characters (通用规范汉字), which is all that a browser knows; else null.</summary>
    internal static string? OfCommon(int codePoint) => CommonTable.Value.GetValueOrDefault(codePoint);

    public static bool IsSyllable(string letters) => KnownSyllables.Value.Contains(letters);

    private static FrozenDictionary<int, string> ReadCommon() => TableFile.Lines("readings.txt").Where(row => row.Section == "common")
        .SelectMany(row => row.Line[(row.Line.IndexOf(' ', StringComparison.Ordinal) + 1)..].EnumerateRunes().Select(rune => (rune.Value, Syllable: row.Line.Split(' ')[0])))
        .ToFrozenDictionary(row => row.Value, row => row.Syllable);

    private static Dictionary<int, string[]> Read()
    {
        var table = new Dictionary<int, string[]>(42_000);
        foreach (var (section, line) in TableFile.Lines("readings.txt"))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var syllable = string.Intern(line[..space]);
            // Most characters have this reading and no other: one array for all of them.
            string[] alone = [syllable];
            foreach (var rune in line.AsSpan(space + 1).EnumerateRunes())
            {
                if (section != "further") table.Add(rune.Value, alone);
                else table[rune.Value] = table.TryGetValue(rune.Value, out var before) ? [.. before, syllable] : alone;
            }
        }
        return table;
    }
}
