namespace HonourWall.Search.Searching;

/// <summary>
/// In which order the terms of a query are looked up. Each may be a file to load, and who holds a word has all of them, so a few that are
/// far apart narrow the candidates down almost as well as all: first pairs across the border of a known name (「区刘」), then the ends of
/// each word, its middle, its quarters, the rest.
/// </summary>
internal static class LoadingOrder
{
    /// <summary>So many terms are loaded at a time after the first round.</summary>
    public const int More = 3;

    private const int ShortWord = 5;

    /// <summary>The required terms in order, and how many of them the first round loads.</summary>
    public static (QueryTerm[] Terms, int First) Of(Query query, IReadOnlyList<Entity> entities)
    {
        var first = new List<QueryTerm>();
        var later = new List<QueryTerm>();
        foreach (var word in query.Words)
        {
            var terms = word.Terms.Where(term => term.Required).ToArray();
            var spread = Spread(terms.Length).Select(i => terms[i]).ToArray();
            // Of the others, those outside the name are asked for again when the query is answered by its parts.
            QueryTerm[] ordered = [.. spread.Where(Border), .. spread.Where(term => !Touched(term)), .. spread.Where(term => Touched(term) && !Border(term))];
            var now = terms.Length <= ShortWord || terms.Any(Border) ? 2 : 3;
            first.AddRange(ordered.Take(now));
            later.AddRange(ordered.Skip(now));
        }
        var known = query.Terms.ToHashSet();
        first.RemoveAll(term => !known.Contains(term));
        later.RemoveAll(term => !known.Contains(term));
        return ([.. first, .. later], first.Count);

        bool Border(QueryTerm term) => entities.Any(entity => entity.Cuts(term));
        bool Touched(QueryTerm term) => entities.Any(entity => entity.Touches(term));
    }

    private static IEnumerable<int> Spread(int count)
    {
        int[] order = [0, count - 1, count / 2, count / 4, count * 3 / 4];
        return order.Where(i => i >= 0 && i < count).Concat(Enumerable.Range(0, count)).Distinct();
    }
}
