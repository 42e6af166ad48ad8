using HonourWall.Search.Reading;
using HonourWall.Search.Text;

namespace HonourWall.Search.Searching;

/// <summary>Finds names by their sound: pinyin and initials as typed, and for a Chinese name that nobody has, names of the same or a near sound, then names that differ in one character.</summary>
/// <param name="limit">How many are wanted.</param>
internal sealed class NameStage(IndexReader index, Query query, Func<int, bool> allowed, int limit)
{
    private const int ShortestName = 2;
    private const int LongestName = 5;
    private const int Window = 20;

    /// <summary>Names for Latin letters.</summary>
    public FoundNames ByLetters()
    {
        var letters = query.Letters;
        var loose = PinyinKeys.Loose(letters);
        var tallies = new SortedDictionary<int, double>();
        // Letters without a vowel are initials; more than four are none.
        if (letters.Any(c => "aeiouv".Contains(c, StringComparison.Ordinal))) Tally(tallies, TermKey.Word("P:" + loose), 1);
        if (letters.Length is > 1 and < 5) Tally(tallies, TermKey.Word("I:" + letters), 0.9);
        foreach (var term in query.Terms) if (term.Length > 1) Tally(tallies, term.Key, 1.5);
        var found = Read(tallies, text => Letters(text, letters, loose), SearchMatch.Sound);
        return found with { Hits = [.. found.Hits.Select((hit, i) => TextScore.HoldsAll(index.Document(found.Slots[i]), query) ? hit with { Match = SearchMatch.Exact } : hit)] };
    }

    /// <summary>Whether somebody here has such a surname; what begins with letters may have any.</summary>
    public bool HasSurname => Name() is { } name && (IsLetters(name[0]) || index.Head.Surnames.Contains(name[0], StringComparison.Ordinal));

    /// <summary>Names that sound like the query, which is a Chinese name that no document holds.</summary>
    public FoundNames BySound()
    {
        if (Name() is not { } name) return FoundNames.Nobody;
        var tallies = new SortedDictionary<int, double>();
        var pattern = PinyinKeys.PatternOfQuery(name);
        foreach (var reading in PinyinKeys.Readings(pattern))
        {
            var letters = string.Concat(reading.SelectMany(word => word));
            Tally(tallies, TermKey.Word("P:" + PinyinKeys.Loose(letters)), 1);
        }
        return Read(tallies, text => Sounds(text, pattern), SearchMatch.Sound);
    }

    /// <summary>Names of the same length that differ from the query in one character.</summary>
    public FoundNames ByOneCharacter()
    {
        if (Name() is not { Length: >= 3 } name || name.Any(IsLetters)) return FoundNames.Nobody;
        var codes = query.Words[0].Codes;
        var tallies = new SortedDictionary<int, double>();
        for (var i = 0; i + 1 < codes.Length; i++) Tally(tallies, TermKey.Pair(codes[i], codes[i + 1]), 1, TermClass.NameInside);
        if (codes.Length == 3) Tally(tallies, TermKey.Word(TermCollector.SkipTerm(codes[0], codes[2])), 1);
        return Read(tallies, text => text.Names[0].Codes is var other && other.Length == codes.Length && Differences(codes, other) == 1 ? 30 : 0, SearchMatch.Near);
    }

    /// <summary>The characters of a name, or those and runs of letters where a part of it is typed in pinyin: 「zhang三」.</summary>
    private string[]? Name()
    {
        if (query.Words.Length != 1) return null;
        var parts = new List<string>();
        foreach (var code in query.Words[0].Codes)
        {
            if (code < 'a') return null;   // a digit or a break
            var isLetter = code <= 'z';
            if (isLetter && parts.Count > 0 && IsLetters(parts[^1])) parts[^1] += (char)code;
            else parts.Add(char.ConvertFromUtf32(code));
        }
        return parts.Count is >= ShortestName and <= LongestName ? [.. parts] : null;
    }

    private static bool IsLetters(string part) => char.IsAsciiLetterLower(part[0]);

    private void Tally(SortedDictionary<int, double> tallies, ulong key, double factor, TermClass least = TermClass.Body)
    {
        var postings = index.Find(key);
        foreach (var slot in postings.First)
        {
            var termClass = postings.ClassOf(slot);
            if (termClass < (byte)least) break;   // the list is in the order of classes
            if (allowed(slot)) tallies[slot] = Math.Max(tallies.GetValueOrDefault(slot), factor * Weights.Class(termClass));
        }
    }

    /// <summary>Reads the best candidates and keeps those that get points; in a window what has more points stands first.</summary>
    private FoundNames Read(SortedDictionary<int, double> tallies, Func<StoredText, double> points, SearchMatch match)
    {
        var candidates = tallies.Select(pair => new Candidate(pair.Key, pair.Value, false)).Order().ToArray();
        var most = Math.Max(1, (limit + Window - 1) / Window) * Window;
        var hits = new List<(int Slot, SearchHit Hit)>();
        // What is read later does not come before what was shown.
        foreach (var window in candidates.Take(most).Chunk(Window))
        {
            var read = window.Select(candidate => (candidate.Slot, candidate.Score, Text: index.Document(candidate.Slot))).Select(c => (c.Slot, c.Text.Document, Points: points(c.Text), c.Score));
            hits.AddRange(read.Where(c => c.Points > 0).Select(c => (c.Slot, Hit: new SearchHit(c.Document, match, c.Points + c.Score))).OrderByDescending(h => h.Hit.Score).ThenBy(h => h.Slot));
        }
        return new FoundNames([.. hits.Select(h => h.Hit)], [.. hits.Select(h => h.Slot), .. candidates.Skip(most).Select(c => c.Slot)], candidates.Length <= most);
    }

    private double Letters(StoredText text, string letters, string loose)
    {
        var best = 0.0;
        foreach (var reading in PinyinKeys.Readings(text.PinyinPattern.Length > 0 ? text.PinyinPattern : "?"))
        {
            var all = string.Concat(reading.SelectMany(word => word));
            var given = string.Concat(reading.Skip(1).SelectMany(word => word));
            var initials = string.Concat(reading.SelectMany(word => word).Select(syllable => syllable[0]));
            var points = all == letters ? 60 : PinyinKeys.Loose(all) == loose ? 40 : initials == letters ? 38 : given == letters ? 35
                : all.StartsWith(letters, StringComparison.Ordinal) ? 30 : PinyinKeys.Loose(given) == loose ? 20 : 0;
            best = Math.Max(best, points);
        }
        if (TextScore.HoldsAll(text, query)) best = Math.Max(best, 45);
        return best > 0 ? best : PinyinKeys.Loose(string.Concat(text.PinyinPattern.Where(char.IsAsciiLetterLower))).StartsWith(loose, StringComparison.Ordinal) ? 10 : 0;
    }

    private static double Sounds(StoredText text, string pattern)
    {
        var mine = PinyinKeys.Readings(pattern).Select(reading => string.Concat(reading.SelectMany(word => word))).ToArray();
        var best = 0.0;
        foreach (var reading in PinyinKeys.Readings(text.PinyinPattern.Length > 0 ? text.PinyinPattern : "?"))
        {
            var all = string.Concat(reading.SelectMany(word => word));
            foreach (var letters in mine) best = Math.Max(best, all == letters ? 50 : PinyinKeys.Loose(all) == PinyinKeys.Loose(letters) ? 40 : 0);
        }
        return best;
    }

    private static int Differences(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var count = 0;
        for (var i = 0; i < a.Length; i++) if (a[i] != b[i]) count++;
        return count;
    }
}
