namespace HonourWall.Generator.Publishing;

/// <summary>
/// The order in which files replace each other so that a reader in between never meets a page that names what is not there: parts with a
/// hash in their names first, then data, then pages from the deepest up to the lists that lead to them, the head of the index and the files for machines last.
/// </summary>
public static class PublishOrder
{
    private const int Deepest = 20;

    /// <summary>The texts of the index, one a document, keep their names when they change.</summary>
    private const string Texts = "search/index/texts/";

    /// <summary>How the paths begin that hold a hash of their bytes. Not by what is left over: services take no exceptions from a rule of <c>_headers</c>.</summary>
    public static readonly string[] Immutable =
    [
        "assets/", "search/index/columns/", "search/index/folding-", "search/index/forms-", "search/index/long/", "search/index/readings-", "search/index/suggest/", "search/index/terms/",
    ];

    /// <param name="path">From the root of the site, with <c>/</c>.</param>
    public static int RankOf(string path) => path switch
    {
        _ when IsImmutable(path) => 0,
        _ when path.StartsWith(Texts, StringComparison.Ordinal) => 1 + Deepest,
        _ when path.StartsWith("search/index/", StringComparison.Ordinal) => 2 + Deepest,
        _ when path.EndsWith(".html", StringComparison.Ordinal) => 2 + Deepest - Math.Min(Deepest, path.AsSpan().Count('/')),
        _ when path.EndsWith(".xml", StringComparison.Ordinal) || path == "robots.txt" => 3 + Deepest,
        _ => 1,
    };

    /// <summary>Whether a path holds a hash of its bytes, so that browsers may keep it for ever.</summary>
    public static bool IsImmutable(string path) => Immutable.Any(start => path.StartsWith(start, StringComparison.Ordinal));
}
