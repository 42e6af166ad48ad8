using HonourWall.Search.Format;
using HonourWall.Search.Reading;

namespace HonourWall.Search.Searching;

/// <summary>
/// Finds the documents that hold every word of the query in one piece. Whoever does has all its terms; candidates are looked at in
/// windows, best first, and only those whose text holds the words are results. Whole lists are loaded only when what comes with their
/// terms does not tell enough.
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
    private readonly LoadedTerm[] _required;
    private Candidate[] _order = [];
    private int _at;
    private int _lastFailures;

    public ExactStage(IndexReader index, Query query, IReadOnlyList<Entity> entities, Func<int, bool> allowed)
    {
        _index = index;
        _query = query;
        _allowed = allowed;
        Terms = [.. query.Terms.Select(term => Load(index, term))];
        _required = [.. Terms.Where(t => t.Term.Required)];
        _entities = [.. entities.Where(entity => entity.IsHonour).Select(entity => (entity, index.Find(entity.Key)))];
        Reorder();
    }

    /// <summary>Whether having the terms already means holding the words: each word is one term.</summary>
    public bool NeedsNoText => _query.Awards.IsEmpty && _required.Length == _query.Words.Length && _required.All(t => t.Term.Length == _query.Words[t.Term.Word].CodesWithYears.Length);

    /// <summary>All terms of the query.</summary>
    public LoadedTerm[] Terms { get; }

    /// <summary>Whether every candidate there can be was looked at.</summary>
    public bool IsDone => _at >= _order.Length && Driver is null or { Postings.IsComplete: true };

    /// <summary>The rarest term: whoever fits is in its list. None when some term is nobody's.</summary>
    private LoadedTerm? Driver => _required.Any(t => t.Postings.Total == 0) ? null : _required.MinBy(t => t.Postings.Total);

    private static LoadedTerm Load(IndexReader index, QueryTerm term)
    {
        var postings = index.Find(term.Key);
        return new LoadedTerm(term, postings, postings.Total == 0 ? 0 : Weights.Rarity(index.Documents, postings.Total));
    }

    /// <summary>The next window's results in their order, or null when there are no more candidates.</summary>
    public List<SearchHit>? Next()
    {
        while (Complete())
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
            foreach (var term in _required) _index.Complete(term.Postings);
        }
        Reorder();
        return [.. _seen.Except(_failed).Concat(_order.Select(c => c.Slot)).Order()];
    }

    /// <summary>Loads whole lists before the next window where what is loaded of them tells too little.</summary>
    private bool Complete()
    {
        if (Driver is not { } driver) return false;
        var guessing = _lastFailures * 2 > Weights.Window && _order.Skip(_at).Count(c => c.Unsure) > MostGuesses;
        if (_at < _order.Length && !guessing) return false;
        var wanted = guessing ? _required.Where(t => !t.Postings.IsComplete).ToArray() : driver.Postings.IsComplete ? [] : [driver];
        if (wanted.Length == 0) return false;
        foreach (var term in wanted) _index.Complete(term.Postings);
        Reorder();
        return true;
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
        foreach (var term in Terms)
        {
            int termClass = term.Postings.ClassOf(slot);
            if (termClass == 0 && term.Term.Required)
            {
                if (!term.Postings.MayHold(slot)) return null;
                unsure = true;
                termClass = 1;
            }
            score += term.Rarity * Weights.Class(termClass);
        }
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
