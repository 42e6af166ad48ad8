using System.Collections.Immutable;
using HonourWall.Search.Text;

namespace HonourWall.Search.Searching;

/// <summary>A term of the query: its key and which characters of which word it covers.</summary>
internal sealed record QueryTerm(ulong Key, int Word, int Start, int Length, bool Required)
{
    /// <summary>A pair or single Han character, which a document that has the term must show in its text.</summary>
    public bool IsHan => !TermKey.IsWord(Key);
}

/// <summary>A word of the query: what stands between spaces. A document holds it when these characters stand in it in one piece.</summary>
internal sealed record QueryWord(int[] Codes, int[] CodesWithYears, ImmutableArray<QueryTerm> Terms);

/// <summary>A query taken apart.</summary>
internal sealed record Query
{
    private const int MostWords = 8;
    private const int LongestWord = 64;
    private const int MostTerms = 24;

    public required ImmutableArray<QueryWord> Words { get; init; }

    /// <summary>Nothing but what JavaScript trims was typed; a query of signs alone has no words either.</summary>
    public required bool IsBlank { get; init; }

    /// <summary>The query as pinyin letters, or "" when it is anything but Latin letters.</summary>
    public required string Letters { get; init; }

    /// <summary>Numbers in it that can be years.</summary>
    public required ImmutableArray<int> Years { get; init; }

    /// <summary>Awards that it names beside a span of years, <see cref="Within"/>: who holds the words holds them by an honour of these years.</summary>
    public ImmutableArray<string> Awards { get; init; } = [];

    /// <summary>Ranges of years that belong to what is found.</summary>
    public ImmutableArray<string> Within { get; init; } = [];

    /// <summary>All terms; of a very long query the first.</summary>
    public IEnumerable<QueryTerm> Terms => Words.SelectMany(word => word.Terms).Take(MostTerms);

    public static Query Parse(string text)
    {
        var words = ImmutableArray.CreateBuilder<QueryWord>();
        foreach (var part in Parts(text))
        {
            if (words.Count == MostWords) break;
            var plain = Normaliser.Normalise(part);
            var codes = Trimmed(plain);
            if (codes.Length == 0) continue;
            words.Add(Word(codes, Trimmed(plain.WithDigitYears()), words.Count));
        }
        return new Query { Words = words.ToImmutable(), IsBlank = text.All(c => c == 0xFEFF || (c != 0x85 && char.IsWhiteSpace(c))), Letters = LettersOf(words), Years = [.. words.SelectMany(YearsOf).Distinct()] };
    }

    /// <summary>What stands between spaces; characters that stand one by one are one word as lists space a name: 「李　强」.</summary>
    private static string[] Parts(string text)
    {
        var parts = SplitAtSpaces(text).ToArray();
        return parts.Any(part => part.EnumerateRunes().Skip(1).Any()) ? parts : [string.Concat(parts)];
    }

    private static IEnumerable<string> SplitAtSpaces(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !Script.IsSpace(text[i])) continue;
            if (i > start) yield return text[start..i];
            start = i + 1;
        }
    }

    private static int[] Trimmed(NormalisedText text)
    {
        var codes = text.Codes;
        if (codes.Length > 0 && codes[^1] == NormalisedText.Break) codes = codes[..^1];
        return codes[..Math.Min(codes.Length, LongestWord)].ToArray();
    }

    private static QueryWord Word(int[] plain, int[] codes, int number)
    {
        var terms = ImmutableArray.CreateBuilder<QueryTerm>();
        for (var i = 0; i < codes.Length;)
        {
            if (codes[i] == NormalisedText.Break)
            {
                i++;
                continue;
            }
            var han = Script.IsHan(codes[i]);
            var end = i + 1;
            while (end < codes.Length && codes[end] != NormalisedText.Break && Script.IsHan(codes[end]) == han) end++;
            var alone = i == 0 && end == codes.Length;
            if (!han)
            {
                // A short number at the edge may be cut from a longer one: 「3项」 out of 「33项」.
                var whole = alone || end - i >= 4 || (i > 0 && end < codes.Length);
                terms.Add(new QueryTerm(TermKey.Word(codes.AsSpan(i, end - i)), number, i, end - i, whole));
            }
            else if (alone && end - i == 1)
            {
                terms.Add(new QueryTerm(TermKey.Single(codes[i]), number, i, 1, true));
            }
            else
            {
                for (var p = i; p < end - 1; p++) terms.Add(new QueryTerm(TermKey.Pair(codes[p], codes[p + 1]), number, p, 2, true));
            }
            i = end;
        }
        // 「张，三」 has no pair: then its characters must do.
        if (terms.Count == 0)
            for (var i = 0; i < codes.Length; i++) if (Script.IsHan(codes[i])) terms.Add(new QueryTerm(TermKey.Single(codes[i]), number, i, 1, true));
        if (!terms.Any(term => term.Required)) for (var i = 0; i < terms.Count; i++) terms[i] = terms[i] with { Required = true };
        return new QueryWord(plain, codes, terms.ToImmutable());
    }

    private static string LettersOf(IEnumerable<QueryWord> words)
    {
        var letters = words.SelectMany(word => word.Codes).Where(code => code != NormalisedText.Break).ToArray();
        return letters.All(code => code is >= 'a' and <= 'z') ? string.Concat(letters.Select(code => (char)code)) : "";
    }

    private static IEnumerable<int> YearsOf(QueryWord word)
    {
        foreach (var term in word.Terms)
        {
            var digits = word.CodesWithYears.AsSpan(term.Start, term.Length);
            if (term.IsHan || digits.Length != 4 || digits.ContainsAnyExceptInRange('0', '9')) continue;
            var year = (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + digits[3] - '0';
            if (year is >= 1900 and <= 2099) yield return year;
        }
    }
}
