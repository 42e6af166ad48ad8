using HonourWall.Search.Format;
using HonourWall.Search.Reading;

namespace HonourWall.Search.Searching;

/// <summary>
/// Finds the documents that hold every word of the query in one piece. Whoever does has all its terms; candidates are looked at in
/// windows, best first, and only those whose text holds the words are results. It loads as little as it can: first the probes, then
/// the other pairs, whole lists only when the loaded ones do not tell enough.
/// </summary>
internal sealed class ExactStage
{
    /// <summary>Reading so many more texts in vain costs more than whole lists.</summary>
    private const int MostGuesses = 40;

    private readonly IndexReader _index;
    private readonly Query _query;
    private readonly Func<int, bool> _allowed;
    private readonly (Entity Entity, TermPostings Postings)[] _entities;
    private readonly HashSet<int> _seen = [];
    private readonly HashSet<int> _failed = [];
    private readonly QueryTerm[] _terms;
    private readonly List<LoadedTerm> _required = [];
    private readonly LoadedTerm[] _others;
    private Candidate[] _order = [];
    private int _at;
    private int _lastFailures;

    public ExactStage(IndexReader index, Query query, IReadOnlyList<Entity> entities, Func<int, bool> allowed)
    {
        _index = index;
        _query = query;
        _allowed = allowed;
        (_terms, var first) = LoadingOrder.Of(query, entities);
        _others = [.. query.Terms.Where(term => !term.Required).Select(term => Load(index, term))];
        _entities = [.. entities.Where(entity => entity.IsHonour).Select(entity => (entity, index.Find(entity.Key)))];
        LoadTerms(first);
    }

    /// <summary>Whether having the terms already means holding the words: each word is one term.</summary>
    public bool NeedsNoText => _required.Count == _query.Words.Length && _required.All(t => t.Term.Length == _query.Words[t.Term.Word].CodesWithYears.Length);

    /// <summary>The terms that are loaded.</summary>
    public IEnumerable<LoadedTerm> Loaded => _required.Concat(_others);

    /// <summary>Whether every candidate there can be was looked at.</summary>
    public bool IsDone => _at >= _order.Length && Driver is null or { Postings.IsComplete: true };

    /// <summary>The rarest term: whoever fits is in its list. None when some term is nobody's.</summary>
    private LoadedTerm? Driver => _required.Any(t => t.Postings.Total == 0) ? null : _required.MinBy(t => t.Postings.Total);

    public static LoadedTerm Load(IndexReader index, QueryTerm term)
    {
        var postings = index.Find(term.Key);
        return new LoadedTerm(term, postings, postings.Total == 0 ? 0 : Weights.Rarity(index.Documents, postings.Total));
    }

    /// <summary>The next window's results in their order, or null when there are no more candidates.</summary>
    public List<SearchHit>? Next()
    {
        while (LoadMore())
        {
        }
        if (_at >= _order.Length) return null;
        var window = _order.AsSpan(_at, Math.Min(Weights.Window, _order.Length - _at)).ToArray();
        _at += window.Length;
        var held = new List<(Candidate Candidate, SearchHit Hit)>();
        foreach (var candidate in window)
        {
            _seen.Add(candidate.Slot);
            var text = _index.Document(candidate.Slot);
            if (!candidate.Unsure) RequireTerms(text);
            if (TextScore.HoldsAll(text, _query))
                held.Add((candidate, new SearchHit(text.Document, SearchMatch.Exact, candidate.Score + TextScore.Features(text, _query))));
            else _failed.Add(candidate.Slot);
        }
        _lastFailures = window.Length - held.Count;
        return [.. held.OrderByDescending(h => h.Hit.Score).ThenBy(h => h.Candidate.Slot).Select(h => h.Hit)];
    }

    /// <summary>Every document that has all required terms and did not fail: with <paramref name="whole"/> lists, or as far as they are loaded.</summary>
    public int[] Fitting(bool whole)
    {
        if (whole)
        {
            LoadTerms(_terms.Length);
            foreach (var term in _required) _index.Complete(term.Postings);
        }
        Reorder();
        return [.. _seen.Except(_failed).Concat(_order.Select(c => c.Slot)).Order()];
    }

    /// <summary>Decides whether to load more before looking at the next window, and does.</summary>
    private bool LoadMore()
    {
        if (Driver is not { } driver) return false;
        var left = _order.Length - _at;
        if (_required.Count < _terms.Length && left > 0 && (_lastFailures * 4 > Weights.Window || (left > Weights.Window && LooksAccidental())))
        {
            LoadTerms(_required.Count + LoadingOrder.More);
            return true;
        }
        var guessing = _lastFailures * 2 > Weights.Window && _order.Skip(_at).Count(c => c.Unsure) > MostGuesses;
        if (left > 0 && !guessing) return false;
        var wanted = guessing ? _required.Where(t => !t.Postings.IsComplete).ToArray() : driver.Postings.IsComplete ? [] : [driver];
        if (wanted.Length == 0) return false;
        foreach (var term in wanted) _index.Complete(term.Postings);
        Reorder();
        return true;
    }

    /// <summary>
    /// Whether the terms meet in about as many documents as they would by chance; then few will hold them in one piece, and another
    /// term tells more than a text.
    /// </summary>
    private bool LooksAccidental()
    {
        // Several words, or an award and its year, need not stand together.
        if (_query.Words.Length > 1 || _entities.Any(e => e.Postings.Total > 0)) return false;
        var byChance = (double)_index.Documents;
        foreach (var term in _required) byChance = byChance * term.Postings.Total / _index.Documents;
        return _order.Length + _seen.Count < 3 * byChance;
    }

    private void LoadTerms(int until)
    {
        while (_required.Count < Math.Min(until, _terms.Length)) _required.Add(Load(_index, _terms[_required.Count]));
        Reorder();
    }

    private void Reorder()
    {
        _order = [.. Candidates().Where(candidate => !_seen.Contains(candidate.Slot))];
        _at = 0;
    }

    private Candidate[] Candidates()
    {
        if (Driver is not { } driver) return [];
        var found = new List<Candidate>();
        foreach (var slot in driver.Postings.Slots)
        {
            if (!_allowed(slot) || Weigh(slot) is not { } candidate) continue;
            found.Add(candidate);
        }
        found.Sort();
        return [.. found];
    }

    /// <summary>What the lists give a document, or null when one of them says that it lacks a term.</summary>
    private Candidate? Weigh(int slot)
    {
        var score = 0.0;
        var unsure = false;
        foreach (var term in _required)
        {
            int termClass = term.Postings.ClassOf(slot);
            if (termClass == 0)
            {
                if (!term.Postings.MayHold(slot)) return null;
                unsure = true;
                termClass = 1;
            }
            score += term.Rarity * Weights.Class(termClass);
        }
        foreach (var term in _others) score += term.Rarity * Weights.Class(term.Postings.ClassOf(slot));
        foreach (var (entity, postings) in _entities) if (postings.ClassOf(slot) > 0) score += entity.Bonus;
        return new Candidate(slot, score, unsure);
    }

    /// <summary>A text that lacks what the lists say it has belongs to another build: better no answer than a wrong one.</summary>
    private void RequireTerms(StoredText text)
    {
        foreach (var (term, _, _) in _required)
        {
            if (!term.IsHan) continue;
            var codes = _query.Words[term.Word].CodesWithYears.AsSpan(term.Start, term.Length);
            if (!text.Holds(codes, codes))
                throw new BrokenPartException($"{_index.TextPathOf(text.Slot)} and the term parts are from different builds");
        }
    }
}
