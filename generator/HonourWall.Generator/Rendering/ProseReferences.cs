using System.Collections.Immutable;

namespace HonourWall.Generator.Rendering;

/// <summary>
/// What a Markdown text shows that stands outside of it: the sources behind its marks, and what its links lead to. Found without rendering; something
/// too many does no harm, for it only has a page drawn again that would not have changed.
/// </summary>
internal static class ProseReferences
{
    /// <param name="text">The marks are enough.</param>
    /// <param name="target">What stands behind the address of a link or a picture; null for what is not of this site.</param>
    public static ImmutableArray<object?> Of(string text, IReadOnlyDictionary<SourceId, Source> sources, Func<string, object?> target)
    {
        if (!text.Contains('[', StringComparison.Ordinal)) return [];
        var found = ImmutableArray.CreateBuilder<object?>();
        for (var at = text.IndexOf('[', StringComparison.Ordinal); at >= 0; at = text.IndexOf('[', at + 1))
        {
            if (at + 1 < text.Length && text[at + 1] == '^' && SourceId.TryParse(Until(text, at + 2, "]"), out var id)) found.Add(sources.GetValueOrDefault(id));
        }
        // [text](address), and [name]: address on a line of its own.
        for (var at = text.IndexOf(']', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = text.IndexOf(']', at + 1))
        {
            if (text[at + 1] is not ('(' or ':')) continue;
            var start = at + 2;
            while (start < text.Length && text[start] is ' ' or '<' or '\t' or '\r' or '\n') start++;
            if (start < text.Length) found.Add(target(Until(text, start, " )>\n\r\"")));
        }
        return found.ToImmutable();
    }

    private static string Until(string text, int start, string ends)
    {
        var end = text.AsSpan(start).IndexOfAny(ends);
        return end < 0 ? text[start..] : text.Substring(start, end);
    }
}
