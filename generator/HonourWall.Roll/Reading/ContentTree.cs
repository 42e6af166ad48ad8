using System.IO.Enumeration;

namespace HonourWall.Roll.Reading;

/// <summary>
/// What stands in a folder and below, by full path, in the disk's own order. Links are followed, but never round in a circle; pipes, sockets
/// and devices are told apart, because opening one may wait for ever.
/// </summary>
internal sealed record ContentTree(List<string> Files, List<string> Folders, List<string> DeadLinks, List<string> Specials)
{
    public static ContentTree Nothing => new([], [], [], []);

    public static ContentTree Walk(string root)
    {
        var tree = Nothing;
        var entries = new FileSystemEnumerable<(string Path, Kind Kind)>(
            root,
            (ref FileSystemEntry entry) => (entry.ToFullPath(), KindOf(ref entry)),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => KindOf(ref entry) == Kind.Folder,
        };
        foreach (var (path, kind) in entries) (kind switch { Kind.File => tree.Files, Kind.Folder => tree.Folders, Kind.Special => tree.Specials, _ => tree.DeadLinks }).Add(path);
        return tree;
    }

    private static Kind KindOf(ref FileSystemEntry entry)
    {
        if (!entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            if (entry.IsDirectory) return Kind.Folder;
            // What is no file has no length; so most files need not be looked at twice.
            return entry.Length > 0 || FileStamp.IsRegular(entry.ToFullPath()) ? Kind.File : Kind.Special;
        }
        var path = entry.ToFullPath();
        if (Target(path) is not { } target) return Kind.DeadLink;
        if (File.Exists(target)) return FileStamp.IsRegular(target) ? Kind.File : Kind.Special;
        var isCircle = path.StartsWith(Path.TrimEndingDirectorySeparator(target) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return Directory.Exists(target) && !isCircle ? Kind.Folder : Kind.DeadLink;
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

    private enum Kind
    {
        File,
        Folder,
        DeadLink,
        Special,
    }
}
