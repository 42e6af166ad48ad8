namespace HonourWall.Admin.Rules.Diagnostics;

/// <summary>Finds the word that was probably meant: the nearest by edit distance, if it is near enough to be worth proposing.</summary>
public static class ClosestWord
{
    public static string? Find(string given, IEnumerable<string> known)
    {
        var (best, distance) = ((string?)null, Math.Max(1, given.Length / 3) + 1);
        foreach (var word in known)
        {
            var d = Distance(given, word);
            if (d < distance) (best, distance) = (word, d);
        }
        return best;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
