using System.Globalization;

namespace HonourWall.Generator.Importing;

/// <summary>What changes in a file, as <c>diff -u</c> shows it without context: the lines between the common start and the common end.</summary>
internal static class TextDiff
{
    public static void Write(TextWriter output, PlannedChange change)
    {
        var (before, after) = (Lines(change.Before), Lines(change.After));
        var start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start]) start++;
        var end = 0;
        while (end < before.Length - start && end < after.Length - start && before[^(end + 1)] == after[^(end + 1)]) end++;
        output.WriteLine(before.Length == 0 ? "--- /dev/null" : "--- " + change.Name);
        output.WriteLine("+++ " + change.Name);
        output.WriteLine($"@@ -{Range(start, before.Length - start - end)} +{Range(start, after.Length - start - end)} @@");
        foreach (var line in before[start..^end]) output.WriteLine("-" + line);
        foreach (var line in after[start..^end]) output.WriteLine("+" + line);
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\r', '\n').ReplaceLineEndings("\n").Split('\n');

    /// <summary>An empty range names the line before it.</summary>
    private static string Range(int start, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)},{count}");
}
