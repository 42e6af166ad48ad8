using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using HonourWall.Generator.Names;
using HonourWall.Search.Text;

namespace HonourWall.Generator.Wall;

/// <summary>
/// How the characters on the wall are read, the reading of most of its names first, so that a reader can type 王秀英, wang xiu ying, wxy or 王秀瑛's
/// traditional form. Names carry no reading of their own: a character's readings serve all who bear it.
/// </summary>
internal sealed class WallReadings
{
    private readonly Dictionary<int, Dictionary<string, int>> _uses = [];
    private readonly Dictionary<int, string> _usual = [];

    /// <summary>Makes the readings of one name known; all names come before the first <see cref="SlugOf"/>.</summary>
    public void Add(string name, string? pinyin)
    {
        if (!HasHan(name)) return;
        var readings = NameReading.Alternatives(name, pinyin);
        var at = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            var isHan = IsHan(rune);
            if (!isHan && !Rune.IsLetterOrDigit(rune)) continue;
            if (at == readings.Length) break;
            var syllables = readings[at++];
            if (!isHan) continue;
            ref var uses = ref CollectionsMarshal.GetValueRefOrAddDefault(_uses, rune.Value, out _);
            uses ??= new Dictionary<string, int>(StringComparer.Ordinal);
            // The first is how this bearer is called; the others only are typed now and then.
            for (var i = 0; i < syllables.Length; i++) CollectionsMarshal.GetValueRefOrAddDefault(uses, syllables[i], out _) += i == 0 ? 1 : 0;
        }
    }

    /// <summary>The id that a name would have by these readings alone: 王秀英 → <c>wang-xiuying</c>. The script on the wall does the same.</summary>
    public string SlugOf(string name)
    {
        var slug = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (!IsHan(rune) && !Rune.IsLetterOrDigit(rune)) continue;
            var reading = UsualOf(rune.Value);
            slug.Append(reading);
            if (slug.Length == reading.Length) slug.Append('-');
        }
        return slug.ToString();
    }

    private string UsualOf(int character)
    {
        if (!_usual.TryGetValue(character, out var reading)) _usual.Add(character, reading = _uses.TryGetValue(character, out var uses) ? Ordered(uses)[0] : "");
        return reading;
    }

    /// <summary>
    /// <c>honourWall.readings(usual, further, folding)</c>: syllables each with their characters; the same for the other readings; pairs of a traditional
    /// character and its simplified one.
    /// </summary>
    public string ToScript()
    {
        var ordered = _uses.OrderBy(u => u.Key).Select(u => (Character: new Rune(u.Key).ToString(), Readings: Ordered(u.Value))).ToList();
        var usual = Grouped(ordered.Select(o => (o.Readings[0], o.Character)));
        var further = Grouped(ordered.SelectMany(o => o.Readings.Skip(1).Select(r => (r, o.Character))));
        return $"honourWall.readings(\"{usual}\",\"{further}\",\"{Folding()}\")\n";
    }

    private static ImmutableArray<string> Ordered(Dictionary<string, int> uses) =>
        [.. uses.OrderByDescending(u => u.Value).ThenBy(u => u.Key, StringComparer.Ordinal).Select(u => u.Key)];

    private static string Grouped(IEnumerable<(string Syllable, string Character)> pairs) =>
        string.Join(' ', pairs.GroupBy(p => p.Syllable, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Key + string.Concat(g.Select(p => p.Character))));

    /// <summary>Every traditional form that a reader may type for a character of the wall.</summary>
    private string Folding()
    {
        var known = _uses.Keys.Select(HanFolding.Fold).ToHashSet();
        var pairs = new StringBuilder();
        foreach (var (first, last) in ((int, int)[])[(0x3400, 0x9FFF), (0x20000, 0x323AF)])
        {
            for (var typed = first; typed <= last; typed++)
            {
                var folded = HanFolding.Fold(typed);
                if (folded != typed && known.Contains(folded)) pairs.Append(new Rune(typed)).Append(new Rune(folded));
            }
        }
        return pairs.ToString();
    }

    private static bool HasHan(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (IsHan(rune)) return true;
        }
        return false;
    }

    private static bool IsHan(Rune rune) => StrokeTable.TryGet(rune, out _, out _);
}
