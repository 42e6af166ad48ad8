using System.Collections.Immutable;
using System.Runtime.CompilerServices;

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
    public static string Loose(string letters)
    {
        Span<char> loose = letters.Length <= 256 ? stackalloc char[letters.Length] : new char[letters.Length];
        return new string(loose[..Loose(letters, loose)]);
    }

    /// <summary>
    /// yu → v, zh → z, ch → c, sh → s, n with all g behind it → n (chen|gang, cheng|gang: where a syllable ends the letters do not tell), then n → l and
    /// lve → lue; the result is no longer than the letters.
    /// </summary>
    private static int Loose(ReadOnlySpan<char> letters, Span<char> loose)
    {
        var length = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            var c = letters[i];
            var next = i + 1 < letters.Length ? letters[i + 1] : '\0';
            if (c is 'z' or 'c' or 's' && next == 'h') i++;
            else if (c == 'n') while (i + 1 < letters.Length && letters[i + 1] == 'g') i++;
            else if (c == 'y' && next == 'u') (c, i) = ('v', i + 1);
            loose[length++] = c == 'n' ? 'l' : c;
        }
        for (var rest = loose[..length]; rest.IndexOf("lve") is var at and >= 0; rest = rest[(at + 3)..]) rest[at + 1] = 'u';
        return length;
    }

    /// <summary>
    /// The readings of a name as one text: syllables by spaces, other readings after a slash, a bar after the surname or at the dot of a
    /// name: "shan/dan|guo qiang", "nu er lan|ha sen". "" when the name holds no Han character.
    /// </summary>
    public static string Pattern(string name, string? pinyin)
    {
        var parts = NameParts.Split(name);
        if (!parts.Han) return "";
        var readings = NameReading.Alternatives(name, pinyin);
        var pattern = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[256]);
        for (var w = 0; w < parts.Words.Length; w++)
        {
            if (w > 0) pattern.AppendLiteral("|");
            var (start, length) = parts.Words[w];
            for (var i = start; i < start + length; i++)
            {
                if (i > start) pattern.AppendLiteral(" ");
                for (var r = 0; r < readings[i].Length; r++)
                {
                    if (r > 0) pattern.AppendLiteral("/");
                    pattern.AppendLiteral(readings[i][r]);
                }
            }
        }
        return pattern.ToStringAndClear();
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

    /// <summary>Tells the keys, each with its class. P: sounds (whole, given name, beginnings), I: initials.</summary>
    public static void AddOf(string pattern, Action<ulong, TermClass> add)
    {
        var usual = true;
        foreach (var reading in Flat(pattern))
        {
            AddReading(reading, usual, add);
            usual = false;
        }
    }

    /// <summary>Each way to read the pattern, as a pattern in which each syllable is read in one way.</summary>
    public static IEnumerable<string> Flat(string pattern) => pattern.Length == 0 ? []
        : !pattern.Contains('/', StringComparison.Ordinal) ? [pattern] : Readings(pattern).Select(reading => string.Join('|', reading.Select(word => string.Join(' ', word))));

    private static void AddReading(string reading, bool usual, Action<ulong, TermClass> add)
    {
        Span<char> room = reading.Length <= 256 ? stackalloc char[3 * 256 + 4] : new char[3 * reading.Length + 4];
        var letters = room[..reading.Length];
        var initials = room.Slice(reading.Length, reading.Length + 2);
        var key = room[(2 * reading.Length + 2)..];
        "I:".CopyTo(initials);
        "P:".CopyTo(key);
        var (length, syllables, word, words, ofWord) = (0, 0, 0, 0, 1);
        for (var i = 0; i <= reading.Length; i++)
        {
            var c = i < reading.Length ? reading[i] : '|';
            if (c is not (' ' or '|'))
            {
                if (i == 0 || reading[i - 1] is ' ' or '|') initials[2 + syllables++] = c;
                letters[length++] = c;
                continue;
            }
            // Beginnings of whole syllables; half a syllable is what suggestions are for.
            if (i < reading.Length) Add(letters[..length], key, TermClass.NameInside, add);
            if (c == ' ') ofWord++;
            else
            {
                if (words > 0 && ofWord > 1) Add(letters[word..length], key, usual ? TermClass.NameStart : TermClass.NameInside, add);
                (word, words, ofWord) = (length, words + 1, 1);
            }
        }
        Add(letters[..length], key, usual ? TermClass.NameWhole : TermClass.NameEnd, add);
        if (syllables > 1) add(TermKey.Word(initials[..(2 + syllables)]), usual ? TermClass.NameWhole : TermClass.NameInside);

        static void Add(ReadOnlySpan<char> letters, Span<char> key, TermClass place, Action<ulong, TermClass> add) => add(TermKey.Word(key[..(2 + Loose(letters, key[2..]))]), place);
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
