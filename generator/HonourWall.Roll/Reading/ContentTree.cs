using System.IO.Enumeration;

namespace HonourWall.Roll.Reading;

/// <summary>
/// What stands in a folder and below, by full path, in no order. Links are followed, but never round in a circle; pipes, sockets and devices are told
/// apart, because opening one may wait for ever.
/// </summary>
internal sealed record ContentTree(IReadOnlyCollection<(string Path, FileStamp? Stamp)> Files, IReadOnlyCollection<string> Folders, IReadOnlyCollection<string> DeadLinks, IReadOnlyCollection<string> Specials)
{
    public static ContentTree Nothing => new([], [], [], []);

    public static ContentTree Walk(string root)
    {
        // The names first: they alone come from the folders, and then each file is looked at once, by all processors.
        var entries = new FileSystemEnumerable<(string Path, bool IsFolder)>(
            root,
            (ref FileSystemEntry entry) => (entry.ToFullPath(), entry.IsDirectory),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => entry.IsDirectory && Look(entry.ToFullPath(), true).Type == EntryType.Folder,
        }.ToArray();
        var looks = new (EntryType Type, FileStamp? Stamp)[entries.Length];
        Parallel.For(0, entries.Length, i => looks[i] = Look(entries[i].Path, entries[i].IsFolder));

        var files = new List<(string, FileStamp?)>(entries.Length);
        var (folders, deadLinks, specials) = (new List<string>(), new List<string>(), new List<string>());
        for (var i = 0; i < entries.Length; i++)
        {
            if (looks[i].Type == EntryType.File) files.Add((entries[i].Path, looks[i].Stamp));
            else (looks[i].Type switch { EntryType.Folder => folders, EntryType.Special => specials, _ => deadLinks }).Add(entries[i].Path);
        }
        return new ContentTree(files, folders, deadLinks, specials);
    }

    /// <summary>What a path leads to; a link only where it leads nowhere or round in a circle.</summary>
    private static (EntryType Type, FileStamp? Stamp) Look(string path, bool isFolder)
    {
        if (FileStamp.Look(path, false) is not var (type, stamp)) return IsLink(path) ? Follow(path) : (isFolder ? EntryType.Folder : EntryType.File, null);
        return type == EntryType.Link ? Follow(path) : (type, stamp);
    }

    private static bool IsLink(string path) => !OperatingSystem.IsLinux() && new FileInfo(path).LinkTarget is not null;

    private static (EntryType, FileStamp?) Follow(string path)
    {
        if (Target(path) is not { } target) return (EntryType.Link, null);
        if (File.Exists(target)) return FileStamp.Look(target, true) is var (type, stamp) ? (type, stamp) : (EntryType.File, null);
        var isCircle = path.StartsWith(Path.TrimEndingDirectorySeparator(target) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return (Directory.Exists(target) && !isCircle ? EntryType.Folder : EntryType.Link, null);
    }

    private static string? Target(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            // A link to itself.
            return null;
        }
    }
}
