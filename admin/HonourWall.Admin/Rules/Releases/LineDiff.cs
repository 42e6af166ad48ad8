using System.Collections.Immutable;

namespace HonourWall.Admin.Rules.Releases;

/// <summary>A line of a file as it was and will be: taken out, put in, or kept beside a change.</summary>
public sealed record DiffLine(char Mark, string Text);

/// <summary>What differs between two short texts, line by line, with two lines around each change.</summary>
public static class LineDiff
{
    private const int Around = 2;

    public static ImmutableArray<DiffLine> Between(string before, string after)
    {
        var (a, b) = (Lines(before), Lines(after));
        // Longest common part, by the usual table: packs have a hundred lines.
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
            for (var j = b.Length - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        var lines = new List<DiffLine>();
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                lines.Add(new(' ', a[i++]));
                j++;
            }
            else if (j >= b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1])) lines.Add(new('−', a[i++]));
            else lines.Add(new('+', b[j++]));
        }
        return [.. lines.Where((line, at) => line.Mark != ' ' || Enumerable.Range(at - Around, 2 * Around + 1).Any(near => near >= 0 && near < lines.Count && lines[near].Mark != ' '))];
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
}
