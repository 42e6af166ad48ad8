using System.Globalization;
using HonourWall.Search.Reading;
using HonourWall.Search.Text;

namespace HonourWall.Search.Searching;

/// <summary>What only the stored text can tell of a candidate: whether it holds the words in one piece, where, and how much of them.</summary>
internal static class TextScore
{
    /// <summary>They part words, and may be a piece of one: 「实在」.</summary>
    public const string ParticleCharacters = "的在有哪些谁是和与及了吗么呢";
    public static readonly int[] Particles = [.. ParticleCharacters.Select(c => (int)c)];

    /// <summary>Words that every page could hold and few do: they do not count as missing.</summary>
    private static readonly int[][] StopWords = [['劳', '模'], ['工', '作'], ['名', '单']];

    /// <summary>Whether it holds every word, and where an award was asked for in a span of years, whether it is for an honour of these.</summary>
    public static bool HoldsAll(StoredText text, Query query)
    {
        foreach (var word in query.Words) if (!text.Holds(word.Codes, word.CodesWithYears)) return false;
        return query.Awards.IsEmpty || text.Document.Honours.Any(honour => query.Awards.Contains(honour.AwardId)
            && query.Within.Any(range => FacetFilter.InRange((honour.Year ?? 0).ToString(CultureInfo.InvariantCulture), range)));
    }

    /// <summary>Points for what is named: exact name 60, name within the query 50, given name 25, the honour 60, district and occupation 20 each.</summary>
    public static double Features(StoredText text, Query query)
    {
        var score = 0.0;
        foreach (var word in query.Words)
        {
            score += Name(text, word.Codes);
            // A whole employer is more than the end of a name that happens to be the end of the word.
            if (text.Fields.Any(word.Codes)) score += IsEmployer(text.Fields[0].Codes, word.Codes) ? 20 : 8;
            score += Math.Min(3, Occurrences(text.Body.Codes, word.Codes));
            score += Named(text, word.CodesWithYears);
        }
        if (SameHonour(text, query)) score += 60;
        return score;
    }

    /// <summary>Whether it is one of the employers, from break to break.</summary>
    private static bool IsEmployer(ReadOnlySpan<int> employers, ReadOnlySpan<int> word)
    {
        for (var at = 0; employers[at..].IndexOf(word) is var ahead and >= 0; at++)
        {
            at += ahead;
            var end = at + word.Length;
            if ((at == 0 || employers[at - 1] == NormalisedText.Break) && (end == employers.Length || employers[end] == NormalisedText.Break)) return true;
        }
        return false;
    }

    private static double Name(StoredText text, ReadOnlySpan<int> word)
    {
        var best = 0.0;
        for (var i = 0; i < text.Names.Count; i++)
        {
            var name = text.Names[i].Codes;
            var points = 0.0;
            if (name.SequenceEqual(word)) points = 60;
            else if (i == 0 && GivenName(text) is var given && given.Length > 0 && given.SequenceEqual(word)) points = 25;
            else if (name.IndexOf(word) is var at && at >= 0) points = at == 0 ? 18 : 15;
            else if (name.Length > 1 && word.IndexOf(name) is var within && within >= 0 && within != 1 && word.Length - within - name.Length != 1) points = 50;
            best = Math.Max(best, points);
        }
        return best;
    }

    /// <summary>The name without its surname; "" for names that have none.</summary>
    private static ReadOnlySpan<int> GivenName(StoredText text)
    {
        var bar = text.PinyinPattern.IndexOf('|', StringComparison.Ordinal);
        var name = text.Names[0].Codes;
        if (bar < 0 || text.Document.Name.Contains('·', StringComparison.Ordinal)) return [];
        var surname = 1 + text.PinyinPattern.AsSpan(0, bar).Count(' ');
        return surname < name.Length ? name[surname..] : [];
    }

    private static double Named(StoredText text, ReadOnlySpan<int> word)
    {
        var score = 0.0;
        for (var i = 0; i < text.Document.Districts.Length; i++)
        {
            var name = Normaliser.Normalise(text.Document.Districts[i].Name).Codes;
            if (name.Length > 1 && word.IndexOf(name.Length > 2 ? name[..^1] : name) >= 0)
            {
                // The district of the award before the one that it is part of today.
                score += i == 0 ? 20 : 12;
                break;
            }
        }
        var occupation = Normaliser.Normalise(text.Document.Occupation).Codes;
        if (occupation.Length > 1 && word.IndexOf(occupation) >= 0) score += 20;
        return score;
    }

    private static bool SameHonour(StoredText text, Query query)
    {
        foreach (var honour in text.Document.Honours)
        {
            if (honour.Year is not { } year || !query.Years.Contains(year)) continue;
            var award = Normaliser.Normalise(honour.AwardName).Codes;
            foreach (var word in query.Words) if (word.CodesWithYears.AsSpan().IndexOf(award) >= 0) return true;
        }
        return false;
    }

    private static int Occurrences(ReadOnlySpan<int> text, ReadOnlySpan<int> word)
    {
        var count = 0;
        for (var at = text.IndexOf(word); at >= 0 && count < 3; at = text.IndexOf(word))
        {
            count++;
            text = text[(at + word.Length)..];
        }
        return count;
    }

    /// <summary>The share of the query's characters that stand in the text in runs of two or more, stop words left out.</summary>
    public static double Coverage(StoredText text, Query query)
    {
        int covered = 0, counted = 0;
        foreach (var word in query.Words)
        {
            var codes = word.CodesWithYears.AsSpan();
            var stop = Stops(codes);
            for (var at = 0; at < codes.Length;)
            {
                var length = LongestRun(text, codes[at..]);
                for (var i = at; i < at + Math.Max(1, length); i++)
                {
                    if (stop[i]) continue;
                    counted++;
                    if (length > 0) covered++;
                }
                at += Math.Max(1, length);
            }
        }
        return counted == 0 ? 0 : (double)covered / counted;
    }

    /// <summary>Which characters of a word do not count: breaks, particles, 「劳模」; where no two others stand together, as in 「女劳模」, all do.</summary>
    public static bool[] Stops(ReadOnlySpan<int> codes)
    {
        var stop = new bool[codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            if (codes[i] == NormalisedText.Break || Particles.Contains(codes[i])) stop[i] = true;
            foreach (var word in StopWords) if (codes[i..].StartsWith(word)) stop[i] = stop[i + 1] = true;
        }
        return stop.AsSpan().IndexOf([false, false]) >= 0 ? stop : new bool[codes.Length];
    }

    private static int LongestRun(StoredText text, ReadOnlySpan<int> codes)
    {
        var length = 0;
        for (var tried = 2; tried <= codes.Length && text.Holds(codes[..tried], codes[..tried]); tried++) length = tried;
        return length;
    }
}
