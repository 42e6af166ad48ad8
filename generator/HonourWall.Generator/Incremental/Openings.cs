using System.Collections.Concurrent;

namespace HonourWall.Generator.Incremental;

/// <summary>
/// The first sentences of texts. A name that changes moves thousands of people to other places of their lists; a server then need not read all their texts
/// again to show how they begin. A text alone decides it: what is wrong with its links is said where the whole of it is shown.
/// </summary>
public sealed class Openings
{
    private readonly ConcurrentDictionary<ContentHash, string> _known = new();

    public string Of(MarkdownText text, Func<string> read) => _known.GetOrAdd(text.Hash, static (_, open) => open(), read);
}
