namespace HonourWall.Roll.Reading;

/// <summary>Finds what an editor probably meant: an id or a name at a small edit distance.</summary>
public static class DidYouMean
{
    /// <summary>The closest of the candidates, or null when none is close.</summary>
    public static string? Word(string text, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(candidates);
        string? best = null;
        var bestDistance = Allowed(text) + 1;
        foreach (var candidate in candidates)
        {
            var distance = Distance(text, candidate, bestDistance - 1);
            if (distance >= bestDistance) continue;
            best = candidate;
            bestDistance = distance;
        }
        return best;
    }

    /// <summary>One wrong letter in a short word, up to a third of a long one; every single letter is near every other, which says nothing.</summary>
    private static int Allowed(string text) => text.Length < 2 ? 0 : Math.Max(1, text.Length / 3);

    /// <summary>Insertions, deletions, replacements and swapped neighbours; anything above <paramref name="limit"/> is limit + 1.</summary>
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit) return limit + 1;
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                var cost = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost = Math.Min(cost, before[j - 2] + 1);
                current[j] = cost;
                least = Math.Min(least, cost);
            }
            if (least > limit) return limit + 1;
            (before, previous, current) = (previous, current, before);
        }
        return previous[b.Length];
    }
}
