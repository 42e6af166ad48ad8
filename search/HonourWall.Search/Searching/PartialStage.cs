namespace HonourWall.Search.Searching;

/// <summary>
/// Finds documents that hold parts of the query: several words without spaces, a question, a district and an occupation. Score = rarity
/// times place of each pair it has, times the square of the share of characters covered; the best twenty are read and ranked by the
/// longest runs they hold and by what they are.
/// </summary>
/// <param name="meant">Whether a document lies in the years that the words mean.</param>
/// <param name="allowed">Whether it also fits the choices.</param>
internal sealed class PartialStage(IndexReader index, Query query, IReadOnlyList<Entity> entities, Func<int, bool> meant, Func<int, bool> allowed)
{
    /// <summary>Who covers so much of the query, by rarity, covers it: 「北京市」 before a district is not worth missing somebody.</summary>
    private const double Whole = 0.85;

    /// <summary>Where nothing covers the whole query, documents that cover less than this share of what the best one does are no results.</summary>
    private const double LeastShare = 0.6;

    /// <summary>So many characters of a query count; its terms cover few more. A browser has as many bits.</summary>
    private const int MostPlaces = 32;

    private sealed class Tally
    {
        public double Score;
        public uint Covered;
        public bool Named;
    }

    private IReadOnlyList<Entity> _entities = entities;

    /// <summary>How many of the candidates, counted from the first, are results; the others are only like them.</summary>
    public int Results { get; private set; }

    /// <summary>Documents that hold parts of the query, best first as far as the lists know.</summary>
    public Candidate[] Candidates(LoadedTerm[] terms)
    {
        // An honour that nobody here has: then its words are words, and the award in other years answers better than nothing.
        _entities = [.. _entities.Where(entity => !entity.IsHonour || index.Find(entity.Key).Total > 0)];
        // Without stop words; a particle may be a piece of a word: 「实在」, 「有限」.
        return Candidates([.. Free(terms).Where(t => !IsStopped(t.Term))], new HashSet<int>(), namedOnly: false);
    }

    /// <summary>Beside documents that hold all words: people whose name the query holds.</summary>
    public Candidate[] Named(LoadedTerm[] terms, IReadOnlySet<int> without) => Candidates([.. Free(terms)], without, namedOnly: true);

    /// <summary>The terms outside the names of districts and awards.</summary>
    private IEnumerable<LoadedTerm> Free(LoadedTerm[] terms) => terms.Where(t => t.Postings.Total > 0 && !_entities.Any(entity => entity.Touches(t.Term)));

    private bool IsStopped(QueryTerm term)
    {
        var codes = query.Words[term.Word].CodesWithYears;
        var stop = TextScore.Stops(codes).AsSpan(term.Start, term.Length);
        return stop.Contains(true) && !(stop.Contains(false) && codes.AsSpan(term.Start, term.Length).ContainsAny(TextScore.Particles));
    }

    private Candidate[] Candidates(LoadedTerm[] terms, IReadOnlySet<int> without, bool namedOnly)
    {
        var tallies = new Dictionary<int, Tally>();
        foreach (var term in terms)
        {
            var bits = Bits(term.Term.Word, term.Term.Start, term.Term.Length);
            foreach (var slot in term.Postings.First)
            {
                if (without.Contains(slot) || !meant(slot)) continue;
                if (!tallies.TryGetValue(slot, out var tally)) tallies.Add(slot, tally = new Tally());
                var termClass = term.Postings.ClassOf(slot);
                tally.Score += term.Rarity * Weights.Class(termClass);
                tally.Covered |= bits;
                tally.Named |= termClass >= (byte)Text.TermClass.NameEnd;
            }
        }
        foreach (var entity in _entities)
        {
            var bits = 0U;
            foreach (var (word, start, length) in entity.Covers) bits |= Bits(word, start, length);
            var postings = index.Find(entity.Key);
            foreach (var slot in postings.First)
            {
                // An honour is answer enough; a district alone would be everybody in it.
                if (without.Contains(slot) || !meant(slot)) continue;
                if (!tallies.TryGetValue(slot, out var tally))
                {
                    if (!entity.IsHonour && (terms.Length > 0 || namedOnly)) continue;
                    tallies.Add(slot, tally = new Tally());
                }
                tally.Score += entity.Bonus;
                tally.Named |= entity.IsHonour;
                tally.Covered |= bits;
            }
        }
        var weights = CharacterWeights(terms);
        foreach (var entity in _entities)
        {
            // A name weighs like its own term.
            var postings = index.Find(entity.Key);
            if (postings.Total == 0) continue;
            foreach (var (word, start, length) in entity.Covers)
                for (var bits = Bits(word, start, length); bits != 0; bits &= bits - 1)
                    weights[System.Numerics.BitOperations.TrailingZeroCount(bits)] = Telling(Weights.Rarity(index.Documents, postings.Total));
        }
        var all = Sum(weights, uint.MaxValue);
        var best = 0.0;
        foreach (var tally in tallies.Values) best = Math.Max(best, Sum(weights, tally.Covered));
        var found = new List<Candidate>();
        var least = best >= all * Whole ? all * Whole : best * LeastShare;
        foreach (var (slot, tally) in tallies)
        {
            // What is a result is told without looking at the choices: so each of them gives as many as were counted beside it.
            if (!allowed(slot)) continue;
            var covered = Sum(weights, tally.Covered);
            if ((namedOnly || covered < best * LeastShare) && !tally.Named) continue;
            // Characters behind the last place count nothing: then the terms alone tell.
            var share = covered > 0 ? covered / all : 1;
            // Unsure = no result of its own.
            found.Add(new Candidate(slot, tally.Score * (share * share), covered < least));
        }
        var ordered = found.OrderBy(candidate => candidate.Unsure).ThenBy(candidate => candidate).ToArray();
        Results = ordered.Count(candidate => !candidate.Unsure);
        // Where something covers all, what does not is no better than nothing, but for people who are named.
        return best >= all * Whole ? [.. ordered.Where(candidate => !candidate.Unsure || tallies[candidate.Slot].Named)] : ordered;
    }

    /// <summary>The first window by their texts, then the others as they are.</summary>
    public IEnumerable<SearchHit> Ranked(Candidate[] candidates)
    {
        var window = candidates.Take(Weights.PartialWindow).Select(candidate =>
        {
            var text = index.Document(candidate.Slot);
            var coverage = TextScore.Coverage(text, query);
            var score = candidate.Score * (0.3 + 0.7 * (coverage * coverage * coverage)) + TextScore.Features(text, query);
            return (candidate.Slot, Hit: new SearchHit(text.Document, SearchMatch.Partial, score));
        });
        foreach (var (_, hit) in window.OrderByDescending(w => w.Hit.Score).ThenBy(w => w.Slot)) yield return hit;
        foreach (var candidate in candidates.Skip(Weights.PartialWindow))
            yield return new SearchHit(index.Document(candidate.Slot).Document, SearchMatch.Partial, candidate.Score);
    }

    /// <summary>One bit a character of the query, the first of all words together.</summary>
    private uint Bits(int word, int start, int length)
    {
        var first = start;
        for (var w = 0; w < word; w++) first += query.Words[w].CodesWithYears.Length;
        var bits = 0U;
        for (var i = first; i < first + length && i < MostPlaces; i++) bits |= 1U << i;
        return bits;
    }

    /// <summary>For each of the first characters what missing it costs: the rarity of the rarest term over it; nothing for stop words.</summary>
    private double[] CharacterWeights(IEnumerable<LoadedTerm> terms)
    {
        var weights = new double[MostPlaces];
        foreach (var term in terms)
        {
            var bits = Bits(term.Term.Word, term.Term.Start, term.Term.Length);
            for (var i = 0; i < MostPlaces; i++) if ((bits >> i & 1) != 0) weights[i] = Math.Max(weights[i], Telling(term.Rarity));
        }
        for (var w = 0; w < query.Words.Length; w++)
        {
            var stop = TextScore.Stops(query.Words[w].CodesWithYears);
            for (var i = 0; i < stop.Length; i++)
            {
                var bits = Bits(w, i, 1);
                if (stop[i] && bits != 0) weights[System.Numerics.BitOperations.TrailingZeroCount(bits)] = 0;
            }
        }
        return weights;
    }

    /// <summary>What nearly everybody has, 「北京市」, tells next to nothing; nothing at all would be a share of nothing.</summary>
    private static double Telling(double rarity) => rarity - 0.9;

    private static double Sum(double[] weights, uint bits)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) if ((bits >> i & 1) != 0) sum += weights[i];
        return sum;
    }
}
