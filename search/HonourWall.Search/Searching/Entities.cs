using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HonourWall.Search.Format;
using HonourWall.Search.Text;

namespace HonourWall.Search.Searching;

/// <summary>A district, or an award in a year, that a query names: documents with its term fit better. It covers these characters of the words.</summary>
/// <param name="IsHonour">An award in a year, not a district.</param>
internal sealed record Entity(ulong Key, double Bonus, ImmutableArray<(int Word, int Start, int Length)> Covers, bool IsHonour)
{
    /// <summary>Whether a term lies inside a name or half so.</summary>
    public bool Touches(QueryTerm term)
    {
        foreach (var (word, start, length) in Covers)
            if (term.Word == word && term.Start < start + length && term.Start + term.Length > start) return true;
        return false;
    }
}

/// <summary>Finds the site's districts and awards in a query: 「海淀区的教师劳模」 means the district, 「2015 北京市劳动模范」 the honour of that year.</summary>
internal sealed partial class Entities
{
    private const double DistrictBonus = 25;
    private const double HonourBonus = 100;
    private static readonly int[] DistrictEndings = ['区', '县', '市', '旗'];
    private const string Short = $"[市省]?[{TextScore.ParticleCharacters} ]*劳模(?=[{TextScore.ParticleCharacters}名单]*(?: |$))";
    private readonly ImmutableArray<(string Id, int[] Name)> _awards;
    private readonly ImmutableArray<(string Id, int[] Name)> _districts;

    public Entities(Head head)
    {
        _awards = [.. head.Awards.Select(award => (award.Id, Normaliser.Normalise(award.Name).Codes.ToArray()))];
        _districts = [.. head.Districts.SelectMany(district => Forms(Normaliser.Normalise(district.Name).Codes.ToArray()).Select(form => (district.Id, form)))];
    }

    /// <summary>The awards that a query names.</summary>
    public ImmutableArray<string> AwardsIn(Query query) => [.. Longest(_awards, query).Select(award => award.Id)];

    /// <summary>The words with the full name of an award that is called 劳模 in short, 「北京市有哪些劳模」, 「北京劳模」, 「全国劳模」, without one that stands alone, 「公交 劳模」, which everybody here deserves; null where that is the same.</summary>
    public string? InFull(Query query)
    {
        var words = string.Join(' ', query.Words.Select(word => Text(word.Codes)));
        var full = words;
        foreach (var (_, codes) in _awards)
        {
            var name = Text(codes);
            if (Full().Match(name) is { Success: true, Groups: [_, var place] }) full = Regex.Replace(full, place.Value + Short, name);
        }
        full = Alone().Replace(full, "");
        return full == words ? null : full;
    }

    public ImmutableArray<Entity> Find(Query query)
    {
        var found = ImmutableArray.CreateBuilder<Entity>();
        foreach (var (id, place) in Longest(_districts, query))
        {
            // A query that is nothing but a district is answered by its characters.
            var alone = query.Words.Length == 1 && place.Length == query.Words[0].CodesWithYears.Length;
            if (!alone) found.Add(new Entity(TermKey.Word("D:" + id), DistrictBonus, [place], IsHonour: false));
        }
        foreach (var (id, place) in Longest(_awards, query))
            foreach (var year in query.Years) found.Add(new Entity(TermKey.Word(TermCollector.HonourTerm(id, year)), HonourBonus, [place, .. YearPlaces(query, year)], IsHonour: true));
        return found.ToImmutable();
    }

    /// <summary>The longest name at each place of each word; of names that overlap the first, of equal ones all.</summary>
    private static IEnumerable<(string Id, (int Word, int Start, int Length) Place)> Longest(ImmutableArray<(string Id, int[] Name)> names, Query query)
    {
        for (var w = 0; w < query.Words.Length; w++)
        {
            var codes = query.Words[w].CodesWithYears;
            for (var at = 0; at < codes.Length;)
            {
                var length = 0;
                foreach (var (_, name) in names) if (name.Length > length && codes.AsSpan(at).StartsWith(name)) length = name.Length;
                if (length == 0)
                {
                    at++;
                    continue;
                }
                foreach (var (id, name) in names)
                    if (name.Length == length && codes.AsSpan(at).StartsWith(name)) yield return (id, (w, at, length));
                at += length;
            }
        }
    }

    private static IEnumerable<(int, int, int)> YearPlaces(Query query, int year)
    {
        var digits = year.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var term in query.Terms)
        {
            var codes = query.Words[term.Word].CodesWithYears.AsSpan(term.Start, term.Length);
            if (codes.Length == 4 && codes[0] == digits[0] && codes[1] == digits[1] && codes[2] == digits[2] && codes[3] == digits[3])
                yield return (term.Word, term.Start, term.Length);
        }
    }

    /// <summary>海淀区 and 海淀.</summary>
    private static IEnumerable<int[]> Forms(int[] name)
    {
        if (name.Length < 2) yield break;
        yield return name;
        if (name.Length > 2 && DistrictEndings.Contains(name[^1])) yield return name[..^1];
    }

    private static string Text(IEnumerable<int> codes) => string.Concat(codes.Select(char.ConvertFromUtf32));

    /// <summary>The place of an award, without what it is: 北京, 全国.</summary>
    [GeneratedRegex("^(.+?)[市省]?劳动模范$")]
    private static partial Regex Full();

    [GeneratedRegex("^劳模 | 劳模$")]
    private static partial Regex Alone();
}
