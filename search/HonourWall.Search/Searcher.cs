using System.Collections.Immutable;
using HonourWall.Search.Building;
using HonourWall.Search.Format;
using HonourWall.Search.Reading;
using HonourWall.Search.Searching;

namespace HonourWall.Search;

/// <summary>
/// Answers requests from an index: first what holds the words in one piece, then names by sound, then what holds parts of the query.
/// The twin of <c>client/searcher.js</c>; both give the same results in the same order.
/// </summary>
public sealed class Searcher(IndexReader index)
{
    /// <summary>Up to so many candidates are read to make a count exact.</summary>
    private const int MostCounted = 200;

    private readonly Entities _entities = new(index.Head);

    public SearchResults Search(SearchRequest request) => Search(request, count: true);

    /// <summary>Without counting only what is shown is read, as a page does first.</summary>
    internal SearchResults Search(SearchRequest request, bool count)
    {
        var query = Query.Parse(request.Text);
        var filter = new FacetFilter(index, request.Facets);
        var meant = new FacetFilter(index, [KeyValuePair.Create("year", request.Within)]);
        bool Fits(int slot) => filter.Fits(slot) && meant.Fits(slot);
        var results = query.Words.Length == 0 ? query.IsBlank ? Browse(request, Fits) : Results([], request.Limit, [], true, [])
            : query.Letters.Length > 1 ? ByLetters(request, query, Fits, count) : ByText(request, query, meant.Fits, Fits, count || request.Sort != SearchSort.Relevance);
        return results.Text.Length > 0 ? results : results with { Text = request.Text };
    }

    /// <summary>For each facet the number of results with each value; a choice in a facet does not lower the numbers of its other values.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, int>> Facets(SearchRequest request)
    {
        var without = request with { Facets = request.Facets.Clear(), Limit = 0 };
        return new FacetFilter(index, request.Facets).Count(Search(without).Slots);
    }

    /// <summary>Completions of what was typed so far, the most frequent first.</summary>
    public ImmutableArray<Suggestion> Suggest(string typed, int limit = 8) => Suggestions.For(index, typed, limit);

    /// <summary>The values that requests can be narrowed to.</summary>
    public SearchFacets Values => SearchFacets.Of(index.Head);

    /// <summary>How a text is taken apart and what stands in the index under each part.</summary>
    public SearchExplanation Explain(string text)
    {
        var query = Query.Parse(text);
        string Shown(int word, int start, int length) => string.Concat(query.Words[word].CodesWithYears.Skip(start).Take(length).Select(char.ConvertFromUtf32));
        return new SearchExplanation
        {
            Words = [.. query.Words.Select((word, i) => Shown(i, 0, word.CodesWithYears.Length))],
            Terms = [.. query.Terms.Select(term => new ExplainedTerm(Shown(term.Word, term.Start, term.Length), index.Find(term.Key).Total, term.Required))],
            Named = [.. _entities.Find(query).Select(entity => new ExplainedTerm(string.Join(' ', entity.Covers.Select(c => Shown(c.Word, c.Start, c.Length))), index.Find(entity.Key).Total, false))],
            Letters = query.Letters,
        };
    }

    private SearchResults ByText(SearchRequest request, Query query, Func<int, bool> isMeant, Func<int, bool> fits, bool count)
    {
        query = query with { Within = request.Within, Awards = request.Within.IsEmpty ? [] : _entities.AwardsIn(query) };
        var entities = _entities.Find(query);
        var exact = new ExactStage(index, query, entities, fits);
        var hits = new List<SearchHit>();
        while (hits.Count < request.Limit && exact.Next() is { } window) hits.AddRange(window);
        var fitting = exact.Fitting(count);
        var counted = exact.NeedsNoText || exact.IsDone;
        if (count && !counted && fitting.Length <= MostCounted)
        {
            while (exact.Next() is { } window) hits.AddRange(window);
            fitting = exact.Fitting(count);
            counted = true;
        }
        var years = request.Within.IsEmpty ? YearWords.In(request.Text) : null;
        var also = years is not null ? request with { Text = years.Rest, Within = years.Ranges } : _entities.InFull(query) is { } full ? request with { Text = full } : null;
        if (also is not null && WithMeant(request, query, also, hits, fitting, count, counted) is { } meant) return meant;
        // Nobody in these years: then whoever fits the other words in any.
        if (years is not null) return Query.Parse(years.Rest).IsBlank ? Results([], request.Limit, [], true, []) : AsPartial(Search(request with { Text = years.Rest }, count));
        if (request.Sort != SearchSort.Relevance && fitting.Length > 0) return Sorted(request, fitting, counted, text => TextScore.HoldsAll(text, query));
        var didYouMean = ImmutableArray<string>.Empty;
        var several = query.Words.Length > 1 || entities.Length > 0;
        var slots = fitting.ToList();
        if (hits.Count < request.Limit || fitting.Length == 0)
        {
            var seen = new HashSet<int>(fitting);
            var names = new NameStage(index, query, fits, request.Limit);
            // Of a surname that nobody here has only where no piece of it stands anywhere.
            if (fitting.Length == 0 && !several && (names.HasSurname || exact.Terms.All(term => term.Postings.Total == 0)))
            {
                var found = names.BySound();
                if (found.Hits.IsEmpty) found = names.ByOneCharacter();
                hits.AddRange(found.Hits);
                slots.AddRange(found.Slots);
                counted &= found.IsExact;
                didYouMean = [.. hits.Select(hit => hit.Document.Name).Distinct(StringComparer.Ordinal).Take(3)];
            }
            if (hits.Count == 0 || several)
            {
                var partial = new PartialStage(index, query, entities, isMeant, fits);
                var candidates = fitting.Length > 0 ? partial.Named(exact.Terms, seen) : partial.Candidates(exact.Terms);
                if (hits.Count == 0) slots.AddRange(candidates.Take(partial.Results).Select(c => c.Slot));
                hits.AddRange(partial.Ranked(candidates).Take(request.Limit - hits.Count));
            }
        }
        return Results(hits, request.Limit, slots, counted, didYouMean) with { Holds = text => TextScore.HoldsAll(text, query) };
    }

    private SearchResults ByLetters(SearchRequest request, Query query, Func<int, bool> fits, bool count)
    {
        var found = new NameStage(index, query, fits, request.Limit).ByLetters();
        // A district's id is how its name sounds: haidian, haidianqu.
        var sound = query.Letters.EndsWith("qu", StringComparison.Ordinal) ? query.Letters[..^2] : query.Letters;
        var place = index.Head.Districts.FirstOrDefault(district => district.Id == sound && district.Name != request.Text);
        if (found.Hits.IsEmpty && place is not null) return Search(request with { Text = place.Name }, count);
        bool Holds(StoredText text) => TextScore.HoldsAll(text, query);
        if (request.Sort != SearchSort.Relevance) return Sorted(request, found.Slots, counted: true, Holds) with { TotalIsExact = found.IsExact };
        return Results([.. found.Hits], request.Limit, found.Slots, found.IsExact, []) with { Holds = Holds };
    }

    private SearchResults Browse(SearchRequest request, Func<int, bool> fits) =>
        Sorted(request, [.. FacetFilter.Everyone(index).Where(fits)], counted: true);

    /// <summary>
    /// What holds the words in one piece, then what fits their meaning: of 「五十年代」 whoever was honoured in these years and fits the other words, of
    /// 「全国劳模」 whoever fits 「全国劳动模范」; null where nobody is either.
    /// </summary>
    private SearchResults? WithMeant(SearchRequest request, Query query, SearchRequest also, List<SearchHit> hits, int[] fitting, bool count, bool counted)
    {
        var more = Search(also, count);
        var slots = fitting.Union(more.Slots).ToArray();
        if (slots.Length == 0) return null;
        counted &= more.TotalIsExact;
        var meant = more.Slots.ToHashSet();
        bool Holds(StoredText text) => TextScore.HoldsAll(text, query) || (meant.Contains(text.Slot) && more.Holds(text));
        if (request.Sort != SearchSort.Relevance) return Sorted(request, slots, counted, Holds);
        var shown = hits.Select(hit => (hit.Document.Kind, hit.Document.Id)).ToHashSet();
        return Results([.. hits, .. more.Hits.Where(hit => !shown.Contains((hit.Document.Kind, hit.Document.Id)))], request.Limit, slots, counted, []) with { Holds = Holds };
    }

    private static SearchResults AsPartial(SearchResults results) => results with { Hits = [.. results.Hits.Select(hit => hit with { Match = SearchMatch.Partial })] };

    /// <summary>Results in the order of a column; where they are not yet sure, only those that the text shows to be.</summary>
    private SearchResults Sorted(SearchRequest request, IReadOnlyList<int> slots, bool counted, Func<StoredText, bool>? holds = null)
    {
        var order = index.Column("order").Counts;
        var sorted = slots.OrderBy(slot => order[slot]).ToArray();
        if (request.Sort == SearchSort.Year)
        {
            var honours = index.Column("honour");
            var years = honours.Lists[0].Select(honour => honour.Split(' ')[1]).Select(year => year == FacetColumns.Nothing ? "" : year).ToArray();
            sorted = [.. sorted.OrderByDescending(slot => honours.RowsOf(slot).Select(row => years[honours.Numbers[0][row]]).Max(StringComparer.Ordinal), StringComparer.Ordinal)];
        }
        var hits = new List<SearchHit>();
        foreach (var slot in sorted)
        {
            if (hits.Count >= request.Limit) break;
            var text = index.Document(slot);
            if (holds is null || counted || holds(text)) hits.Add(new SearchHit(text.Document, SearchMatch.Exact, 0));
        }
        return Results(hits, request.Limit, slots, counted, []) with { Holds = holds ?? (_ => true) };
    }

    private static SearchResults Results(List<SearchHit> hits, int limit, IReadOnlyList<int> slots, bool counted, ImmutableArray<string> didYouMean) => new()
    {
        Hits = [.. hits.Take(limit)],
        Total = slots.Count,
        TotalIsExact = counted,
        DidYouMean = didYouMean,
        Slots = [.. slots],
    };
}
