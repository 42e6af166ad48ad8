using System.Collections.Frozen;

namespace HonourWall.Search.Text;

/// <summary>How single characters are read: toneless syllables with v for ü (绿 → lv), the usual one first.</summary>
public static class Readings
{
    private static readonly Lazy<FrozenDictionary<int, string[]>> Table = new(Read);
    private static readonly Lazy<FrozenSet<string>> KnownSyllables = new(() => Table.Value.Values.SelectMany(r => r).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>All readings of a code point, the usual one first; empty when none is known.</summary>
    public static ReadOnlySpan<string> Of(int codePoint) => Table.Value.TryGetValue(codePoint, out var readings) ? readings : [];

    public static bool IsSyllable(string letters) => KnownSyllables.Value.Contains(letters);

    private static FrozenDictionary<int, string[]> Read()
    {
        var table = new Dictionary<int, string[]>(42_000);
        foreach (var (section, line) in TableFile.Lines("readings.txt"))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var syllable = string.Intern(line[..space]);
            foreach (var rune in line.AsSpan(space + 1).EnumerateRunes())
            {
                if (section == "usual") table.Add(rune.Value, [syllable]);
                else table[rune.Value] = [.. table.GetValueOrDefault(rune.Value, []), syllable];
            }
        }
        return table.ToFrozenDictionary();
    }
}
