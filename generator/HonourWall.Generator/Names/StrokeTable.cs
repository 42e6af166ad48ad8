using System.Globalization;
using System.Reflection;
using System.Text;

namespace HonourWall.Generator.Names;

/// <summary>Stroke counts and radicals of Chinese characters (笔画、部首), the mainland's forms, from Unihan; see LICENCE.md beside the table.</summary>
public static class StrokeTable
{
    // Not frozen: freezing 98,000 entries takes longer than the look-ups of a whole build.
    private static readonly Lazy<Dictionary<int, (ushort Strokes, ushort Radical)>> Table = new(Read);

    /// <summary>Strokes and radical (1 to 214) of a character; false for what is not a Chinese character.</summary>
    public static bool TryGet(Rune character, out int strokes, out int radical)
    {
        var known = Table.Value.TryGetValue(character.Value, out var entry);
        (strokes, radical) = entry;
        return known;
    }

    private static Dictionary<int, (ushort, ushort)> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("strokes.txt")
            ?? throw new InvalidOperationException("The table strokes.txt is not built into this assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var table = new Dictionary<int, (ushort, ushort)>(100_000);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '#') continue;
            var first = line.IndexOf(' ', StringComparison.Ordinal);
            var second = line.IndexOf(' ', first + 1);
            var strokes = ushort.Parse(line.AsSpan(0, first), CultureInfo.InvariantCulture);
            var radical = ushort.Parse(line.AsSpan(first + 1, second - first - 1), CultureInfo.InvariantCulture);
            foreach (var rune in line.AsSpan(second + 1).EnumerateRunes()) table.Add(rune.Value, (strokes, radical));
        }
        return table;
    }
}
