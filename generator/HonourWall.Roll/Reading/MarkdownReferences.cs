using System.Text.RegularExpressions;

namespace HonourWall.Roll.Reading;

/// <summary>Finds footnotes and pictures in Markdown without rendering it; code spans and fenced code are passed over.</summary>
internal static partial class MarkdownReferences
{
    /// <summary>Footnotes that the text refers to, with their places, and those it explains itself.</summary>
    public static (List<(string Name, ContentPlace Place)> References, HashSet<string> Definitions) Footnotes(string text, ContentPlace start)
    {
        var references = new List<(string, ContentPlace)>();
        var definitions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (line, number) in Lines(text))
        {
            foreach (Match match in Footnote().Matches(line))
            {
                var name = match.Groups["name"].Value;
                var isDefinition = match.Groups["colon"].Success && line.AsSpan(0, match.Index).IsWhiteSpace();
                if (isDefinition) definitions.Add(name);
                else references.Add((name, PlaceIn(start, number, line, match.Index, match.Length - match.Groups["colon"].Length)));
            }
        }
        return (references, definitions);
    }

    /// <summary>What each picture points to, with the place of that, and the place that lacks a description.</summary>
    public static List<(string Target, ContentPlace Place, ContentPlace? Undescribed)> Pictures(MarkdownText text)
    {
        // ![words][name], ![name][] and ![name] are pictures where a line says what the name stands for: [name]: address.
        var named = new Dictionary<string, (string, ContentPlace)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (line, number) in Lines(text.Text))
        {
            if (Definition().Match(line) is { Success: true } match) named.TryAdd(match.Groups["name"].Value.Trim(), TargetOf(match, line, number));
        }
        var pictures = new List<(string, ContentPlace, ContentPlace?)>();
        foreach (var (line, number) in Lines(text.Text))
        {
            foreach (Match match in Picture().Matches(line))
            {
                var (words, name) = (match.Groups["words"].Value, match.Groups["name"].Value);
                (string Target, ContentPlace Place) picture;
                if (match.Groups["target"].Success) picture = TargetOf(match, line, number);
                else if (!named.TryGetValue((name.Length > 0 ? name : words).Trim(), out picture)) continue;
                ContentPlace? undescribed = !string.IsNullOrWhiteSpace(words) ? null : name.Length == 0 ? picture.Place : PlaceIn(text.Place, number, line, match.Index, match.Length);
                pictures.Add((picture.Target, picture.Place, undescribed));
            }
        }
        return pictures;

        (string, ContentPlace) TargetOf(Match match, string line, int number)
        {
            var target = match.Groups["target"];
            return (target.Value, PlaceIn(text.Place, number, line, target.Index, target.Length));
        }
    }

    /// <summary>Tags of HTML and its comments, each with its place; ends of tags are passed over.</summary>
    public static List<(string Tag, ContentPlace Place)> Tags(MarkdownText text)
    {
        var tags = new List<(string, ContentPlace)>();
        foreach (var (line, number) in Lines(text.Text))
        {
            foreach (Match match in Tag().Matches(line)) tags.Add((match.Value, PlaceIn(text.Place, number, line, match.Index, match.Length)));
        }
        return tags;
    }

    // Not an address in angle brackets, alone or behind [words](, and not a sign of comparison.
    [GeneratedRegex(@"(?<!\\|\]\()<(?:[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*|/)?>|!--)", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?<!\\)\[\^(?<name>[^\]\s]+)\](?<colon>:)?", RegexOptions.CultureInvariant)]
    private static partial Regex Footnote();

    [GeneratedRegex(@"(?<!\\)!\[(?<words>[^\]]*)\](?:\(\s*<?(?<target>[^)\s>]+)|\[(?<name>[^\]]*)\]|(?!\())", RegexOptions.CultureInvariant)]
    private static partial Regex Picture();

    [GeneratedRegex(@"^ {0,3}\[(?<name>[^\]^][^\]]*)\]:\s*<?(?<target>[^\s>]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    [GeneratedRegex(@"`+[^`]*`+", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    /// <summary>Lines outside fenced code, with code spans blanked so that columns stay.</summary>
    private static IEnumerable<(string Line, int Number)> Lines(string text)
    {
        var fence = "";
        var number = -1;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            var start = line.TrimStart();
            var mark = start.StartsWith("```", StringComparison.Ordinal) ? "```" : start.StartsWith("~~~", StringComparison.Ordinal) ? "~~~" : "";
            if (fence.Length > 0)
            {
                if (mark == fence) fence = "";
            }
            else if (mark.Length > 0) fence = mark;
            else yield return (line.Contains('`', StringComparison.Ordinal) ? Code().Replace(line, m => new string(' ', m.Length)) : line, number);
        }
    }

    private static ContentPlace PlaceIn(ContentPlace start, int line, string content, int index, int length)
    {
        var column = start.Column + content[..index].EnumerateRunes().Count();
        return start with { Line = start.Line + line, Column = column, Length = content.Substring(index, length).EnumerateRunes().Count() };
    }
}
