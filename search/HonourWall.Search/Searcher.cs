using System.Collections.Immutable;
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
        Func<int, bool> fits = request.Within.IsEmpty ? filter.Fits : Both(filter, new FacetFilter(index, [KeyValuePair.Create("year", request.Within)]));
        if (query.Words.Length == 0) return query.IsBlank ? Browse(request, fits) : Results([], request.Limit, [], true, []);
        return query.Letters.Length > 1 ? ByLetters(request, query, fits, count) : ByText(request, query, fits, count || request.Sort != SearchSort.Relevance);
    }

    private static Func<int, bool> Both(FacetFilter one, FacetFilter other) => slot => one.Fits(slot) && other.Fits(slot);

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

    private SearchResults ByText(SearchRequest request, Query query, Func<int, bool> fits, bool count)
    {
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
        if (request.Within.IsEmpty && YearWords.In(request.Text) is { } years && WithYears(request, query, years, hits, fitting, count, counted) is { } inYears) return inYears;
        if (request.Sort != SearchSort.Relevance && fitting.Length > 0) return Sorted(request, fitting, counted, text => TextScore.HoldsAll(text, query));
        var didYouMean = ImmutableArray<string>.Empty;
        var several = query.Words.Length > 1 || entities.Length > 0;
        var slots = fitting.ToList();
        if (hits.Count < request.Limit || fitting.Length == 0)
        {
            var seen = new HashSet<int>(fitting);
            if (fitting.Length == 0 && !several)
            {
                var names = new NameStage(index, query, fits);
                foreach (var (slot, hit) in names.BySound()) Take(slot, hit);
                if (hits.Count == 0) foreach (var (slot, hit) in names.ByOneCharacter()) Take(slot, hit);
                didYouMean = [.. hits.Select(hit => hit.Document.Name).Distinct(StringComparer.Ordinal).Take(3)];
            }
            if (hits.Count == 0 || several)
            {
                var partial = new PartialStage(index, query, entities, fits);
                var candidates = fitting.Length > 0 ? partial.Named(exact.Loaded, seen) : partial.Candidates();
                if (hits.Count == 0) slots.AddRange(candidates.Take(partial.Results).Select(c => c.Slot));
                hits.AddRange(partial.Ranked(candidates).Take(request.Limit - hits.Count));
            }
        }
        void Take(int slot, SearchHit hit)
        {
            hits.Add(hit);
            slots.Add(slot);
        }
        return Results(hits, request.Limit, slots, counted, didYouMean);
    }

    private SearchResults ByLetters(SearchRequest request, Query query, Func<int, bool> fits, bool count)
    {
        var found = new NameStage(index, query, fits).ByLetters();
        // A district's id is how its name sounds: haidian, haidianqu.
        var sound = query.Letters.EndsWith("qu", StringComparison.Ordinal) ? query.Letters[..^2] : query.Letters;
        var place = index.Head.Districts.FirstOrDefault(district => district.Id == sound && district.Name != request.Text);
        if (found.Count == 0 && place is not null) return Search(request with { Text = place.Name }, count);
        if (request.Sort != SearchSort.Relevance) return Sorted(request, [.. found.Select(f => f.Slot)], counted: true);
        return Results([.. found.Select(f => f.Hit)], request.Limit, [.. found.Select(f => f.Slot)], true, []);
    }

    private SearchResults Browse(SearchRequest request, Func<int, bool> fits) =>
        Sorted(request, [.. FacetFilter.Everyone(index).Where(fits)], counted: true);

    /// <summary>What holds 「五十年代」 in one piece, then whoever was honoured in these years and fits the other words; null where nobody is either.</summary>
    private SearchResults? WithYears(SearchRequest request, Query query, YearWords years, List<SearchHit> hits, int[] fitting, bool count, bool counted)
    {
        var more = Search(request with { Text = years.Rest, Within = years.Ranges }, count);
        var slots = fitting.Union(more.Slots).ToArray();
        if (slots.Length == 0) return null;
        counted &= more.TotalIsExact;
        if (request.Sort == SearchSort.Relevance)
        {
            var shown = hits.Select(hit => (hit.Document.Kind, hit.Document.Id)).ToHashSet();
            return Results([.. hits, .. more.Hits.Where(hit => !shown.Contains((hit.Document.Kind, hit.Document.Id)))], request.Limit, slots, counted, []);
        }
        var (rest, inYears) = (Query.Parse(years.Rest), more.Slots.ToHashSet());
        return Sorted(request, slots, counted, text => TextScore.HoldsAll(text, query) || (inYears.Contains(text.Slot) && TextScore.HoldsAll(text, rest)));
    }

    /// <summary>Results in the order of a column; where they are not yet sure, only those that the text shows to be.</summary>
    private SearchResults Sorted(SearchRequest request, IReadOnlyList<int> slots, bool counted, Func<StoredText, bool>? holds = null)
    {
        var order = index.Column("order").SetOf;
        var sorted = slots.OrderBy(slot => order[slot]).ToArray();
        if (request.Sort == SearchSort.Year)
        {
            var years = index.Column("year");
            sorted = [.. sorted.OrderByDescending(slot => years.Sets[years.SetOf[slot] - 1].LastOrDefault() ?? "", StringComparer.Ordinal)];
        }
        var hits = new List<SearchHit>();
        foreach (var slot in sorted)
        {
            if (hits.Count >= request.Limit) break;
            var text = index.Document(slot);
            if (holds is null || counted || holds(text)) hits.Add(new SearchHit(text.Document, SearchMatch.Exact, 0));
        }
        return Results(hits, request.Limit, slots, counted, []);
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
