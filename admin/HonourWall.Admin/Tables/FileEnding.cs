namespace HonourWall.Admin.Tables;

/// <summary>
/// Compares the ending of an uploaded file's name with what its content is. The content alone decides what we do with it; a name that says something else is a
/// mistake of whoever sends it, or a trick on whoever opens it later.
/// </summary>
public static class FileEnding
{
    /// <param name="what">What the content is, as people call it.</param>
    /// <param name="endings">Those that go with it, the usual one first.</param>
    /// <returns>Why the name is refused.</returns>
    public static string? Refuse(string name, string what, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return null;
        return $"文件的内容是 {what}，文件名却不是以 {endings[0]} 结尾。请另存为 {endings[0]} 文件，再上传。";
    }
}
