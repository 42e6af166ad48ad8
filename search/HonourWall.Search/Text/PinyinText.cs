using System.Text;

namespace HonourWall.Search.Text;

/// <summary>Pinyin as people write it: tone marks or digits, ü or v or lyu, with or without spaces.</summary>
internal static class PinyinText
{
    // The base letter of each accented one that pinyin and Western names use; String.Normalize does nothing without ICU.
    private const string Accented = "āáǎàăâäãåēéěèêëīíǐìïîōóǒòôöõøūúǔùûǖǘǚǜüńňǹñḿçßýÿ";
    private const string Base = "aaaaaaaaaeeeeeeiiiiiioooooooouuuuuvvvvvnnnnmcsyy";

    /// <summary>ASCII letters and digits in lower case without accents; everything else goes. Lǚ → lv, lyu → lv, lu:e → lve.</summary>
    public static string Letters(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var lower = char.ToLowerInvariant(c);
            var accented = Accented.IndexOf(lower, StringComparison.Ordinal);
            if (accented >= 0) result.Append(Base[accented]);
            else if (lower is '\u0308' or ':' && result.Length > 0 && result[^1] == 'u') result[^1] = 'v';
            else if (char.IsAsciiLetterOrDigit(lower)) result.Append(lower);
        }
        return result.Replace("lyu", "lv").Replace("nyu", "nv").ToString();
    }

    /// <summary>One syllable for each character, or fewer or more when the text cannot be cut so.</summary>
    public static string[] Syllables(string pinyin, IReadOnlyList<string> characters)
    {
        var words = pinyin.Split([' ', '-', '\'', '’', '·', '\u3000'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Letters(word).TrimEnd('0', '1', '2', '3', '4', '5')).Where(word => word.Length > 0).ToArray();
        if (words.Length >= characters.Count) return words;
        var cut = Cut(string.Concat(words), characters, 0, Boundaries(words), 0);
        return cut is null ? words : [.. cut];
    }

    private static HashSet<int> Boundaries(string[] words)
    {
        var ends = new HashSet<int>();
        var end = 0;
        foreach (var word in words) ends.Add(end += word.Length);
        return ends;
    }

    /// <summary>Cuts letters so that each character gets a syllable, no syllable crosses a written space, and known readings are tried first.</summary>
    private static List<string>? Cut(string letters, IReadOnlyList<string> characters, int index, HashSet<int> spaces, int at)
    {
        if (index == characters.Count) return at == letters.Length ? [] : null;
        var own = Readings.Of(Rune.GetRuneAt(characters[index], 0).Value).ToArray();
        var lengths = Enumerable.Range(1, Math.Min(6, letters.Length - at)).Reverse()
            .OrderByDescending(length => own.Contains(letters.Substring(at, length)));
        foreach (var length in lengths)
        {
            var syllable = letters.Substring(at, length);
            if (!Readings.IsSyllable(syllable) || spaces.Any(space => space > at && space < at + length)) continue;
            if (Cut(letters, characters, index + 1, spaces, at + length) is { } rest) return [syllable, .. rest];
        }
        return null;
    }
}
