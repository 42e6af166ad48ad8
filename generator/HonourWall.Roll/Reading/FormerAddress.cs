using System.Buffers;

namespace HonourWall.Roll.Reading;

/// <summary>An address that the site once had: a page is written there, so it must be one that a folder of files can answer, and lie within it.</summary>
internal static class FormerAddress
{
    // What stands behind ? or # never names a file, what is escaped is unescaped before one is looked for, and Windows has no names with the others.
    private static readonly SearchValues<char> Unanswerable = SearchValues.Create("?#%\\:*\"<>|");

    public static bool IsOne(string text)
    {
        if (text is not ['/', _, ..] || text.AsSpan().ContainsAny(Unanswerable) || text.Any(char.IsControl)) return false;
        var path = text.AsSpan(1);
        if (path[^1] == '/') path = path[..^1];
        foreach (var step in path.Split('/'))
        {
            // No step up, none that is not there, and none of our own hidden files.
            if (path[step] is [] or ['.', ..]) return false;
        }
        return true;
    }
}
