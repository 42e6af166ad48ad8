using HonourWall.Generator.Output;
using HonourWall.Search;

namespace HonourWall.Generator.Searching;

/// <summary>The search index of a built site, whether its parts are files of their own or scripts of a stick.</summary>
internal static class SiteIndex
{
    /// <summary>The folder with the index of a site, or null when there is none. The index folder itself will do too.</summary>
    public static string? FolderOf(string site) =>
        ((string[])[Path.Combine(site, "search", "index"), site]).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "head.bin")) || File.Exists(Path.Combine(folder, "head.bin.js")));

    public static Searcher Open(string folder) => new(new IndexReader(path =>
    {
        var file = Path.Combine(folder, path);
        if (File.Exists(file)) return File.ReadAllBytes(file);
        return File.Exists(file + ".js") ? PartScript.Read(File.ReadAllBytes(file + ".js")) : default(ReadOnlyMemory<byte>?);
    }));
}
