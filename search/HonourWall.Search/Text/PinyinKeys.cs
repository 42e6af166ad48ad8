using System.Collections.Immutable;

namespace HonourWall.Search.Text;

/// <summary>
/// The keys a name is found by when somebody types its sound. A key is loose: zh/z, ch/c, sh/s, -ng/-n and n/l fall together, and the
/// letters stand without borders, so that "Li Suli", "lisuli" and the near miss "lishuli" meet; which it was is seen on the name itself.
/// </summary>
internal static class PinyinKeys
{
    /// <summary>More readings than this of one name are not indexed: nobody types the ninth.</summary>
    private const int MostReadings = 8;

    /// <summary>Letters → loose letters. The same steps stand in <c>client/text.js</c>.</summary>
    public static string Loose(string letters) => letters.Replace("yu", "v", StringComparison.Ordinal)
        .Replace("zh", "z", StringComparison.Ordinal).Replace("ch", "c", StringComparison.Ordinal).Replace("sh", "s", StringComparison.Ordinal)
        .Replace("ng", "n", StringComparison.Ordinal).Replace('n', 'l').Replace("lve", "lue", StringComparison.Ordinal);

    /// <summary>
    /// The readings of a name as one text: syllables by spaces, other readings after a slash, a bar after the surname or at the dot of a
    /// name: "shan/dan|guo qiang", "nu er lan|ha sen". "" when the name holds no Han character.
    /// </summary>
    public static string Pattern(string name, string? pinyin)
    {
        var parts = NameParts.Split(name);
        if (!parts.Han) return "";
        var readings = NameReading.Alternatives(name, pinyin);
        return string.Join('|', parts.Words.Select(word =>
            string.Join(' ', readings.Skip(word.Start).Take(word.Length).Select(syllables => string.Join('/', syllables)))));
    }

    /// <summary>
    /// The pattern of a name as somebody typed it, two to five folded Han characters, from the tables that a browser has too: the names'
    /// readings and the usual ones of common characters. A character without reading stays as it is, and so do letters.
    /// </summary>
    public static string PatternOfQuery(IReadOnlyList<string> characters)
    {
        var table = NameTable.Shipped;
        var length = 1;
        for (var tried = Math.Min(table.LongestCompound, characters.Count - 1); tried > 1 && length == 1; tried--)
            if (table.CompoundSurnames.ContainsKey(string.Concat(characters.Take(tried)))) length = tried;
        string Reading(int i, IReadOnlyDictionary<string, string[]> special) =>
            special.TryGetValue(characters[i], out var readings) ? string.Join('/', readings) : Text.Readings.OfCommon(char.ConvertToUtf32(characters[i], 0)) ?? characters[i];
        var surname = length > 1 ? string.Join(' ', table.CompoundSurnames[string.Concat(characters.Take(length))]) : Reading(0, table.Surnames);
        return surname + "|" + string.Join(' ', Enumerable.Range(length, characters.Count - length).Select(i => Reading(i, table.Given)));
    }

    /// <summary>The keys, each with its prefix and class: P: sounds (whole, given name, beginnings), I: initials.</summary>
    public static IEnumerable<(string Key, TermClass Class)> Of(string pattern)
    {
        if (pattern.Length == 0) yield break;
        var usual = true;
        foreach (var reading in Readings(pattern))
        {
            var all = reading.SelectMany(word => word).ToArray();
            yield return ("P:" + Loose(string.Concat(all)), usual ? TermClass.NameWhole : TermClass.NameEnd);
            // Beginnings of whole syllables; half a syllable is what suggestions are for.
            for (var n = 1; n < all.Length; n++) yield return ("P:" + Loose(string.Concat(all.Take(n))), TermClass.NameInside);
            foreach (var word in reading.Skip(1))
                if (word.Length > 1) yield return ("P:" + Loose(string.Concat(word)), usual ? TermClass.NameStart : TermClass.NameInside);
            if (all.Length > 1) yield return ("I:" + string.Concat(all.Select(syllable => syllable[0])), usual ? TermClass.NameWhole : TermClass.NameInside);
            usual = false;
        }
    }

    /// <summary>Each way to read the pattern, as syllables by word.</summary>
    public static ImmutableArray<string[][]> Readings(string pattern)
    {
        // Most names can be read in one way only.
        if (!pattern.Contains('/', StringComparison.Ordinal)) return [Array.ConvertAll(pattern.Split('|'), word => word.Split(' '))];
        IEnumerable<string[][]> readings = [[]];
        foreach (var word in pattern.Split('|'))
        {
            IEnumerable<string[]> words = [[]];
            foreach (var syllables in word.Split(' ')) words = words.SelectMany(start => syllables.Split('/').Select(s => (string[])[.. start, s])).Take(MostReadings);
            var ways = words.ToArray();
            readings = readings.SelectMany(start => ways.Select(way => (string[][])[.. start, way])).Take(MostReadings);
        }
        return [.. readings];
    }
}
