namespace HonourWall.Admin.Data;

/// <summary>
/// The folder that holds everything private that is a file: <c>admin.db</c>, <c>keys/</c>, <c>web-keys/</c>, <c>anchors/</c>, <c>backups/</c>,
/// <c>work/</c>. Only its owner may enter it, and it never lies where the public site is written from or to.
/// </summary>
public sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private DataFolder(string root, string keys) => (Root, Keys) = (root, keys);

    public string Root { get; }

    /// <summary>The wrapped data keys and, unless a module holds it, the master key.</summary>
    public string Keys { get; }

    public string Database => Path.Combine(Root, "admin.db");

    /// <summary>Keys of ASP.NET Data Protection: antiforgery tokens only, nothing that lasts.</summary>
    public string WebKeys => Path.Combine(Root, "web-keys");

    public string Anchors => Path.Combine(Root, "anchors");

    public string Backups => Path.Combine(Root, "backups");

    /// <summary>Our own temporary files: emptied at start, never the system's temporary folder.</summary>
    public string Work => Path.Combine(Root, "work");

    /// <summary>The folder as it is named; nothing is made.</summary>
    /// <param name="root">The data folder.</param>
    /// <param name="keys">Another place for the keys, such as a mounted volume; null for <c>keys/</c> inside.</param>
    /// <exception cref="DataFolderException">It lies in <c>content/</c> or a built site.</exception>
    public static DataFolder At(string root, string? keys = null)
    {
        var folder = new DataFolder(Path.GetFullPath(root), Path.GetFullPath(keys ?? Path.Combine(root, "keys")));
        RefusePublic(folder.Root);
        RefusePublic(folder.Keys);
        return folder;
    }

    /// <summary>Opens the folder, making what is missing.</summary>
    /// <exception cref="DataFolderException">It lies in <c>content/</c> or a built site.</exception>
    public static DataFolder Open(string root, string? keys = null)
    {
        var folder = At(root, keys);
        foreach (var path in (string[])[folder.Root, folder.Keys, folder.WebKeys, folder.Anchors, folder.Backups, folder.Work]) MakePrivate(path);
        // Made again only now: a symbolic link may have led elsewhere.
        RefusePublic(Resolve(folder.Root));
        RefusePublic(Resolve(folder.Keys));
        return folder;
    }

    /// <summary>
    /// Makes the database its owner's alone, as the keys are: the folder lets nobody in, but a copy of it keeps the mode of each file. What SQLite lays beside its
    /// database takes the mode of that.
    /// </summary>
    public void MakeDatabasePrivate()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (!File.Exists(Database)) new FileStream(Database, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = mode }).Dispose();
        foreach (var file in (string[])[Database, Database + "-wal", Database + "-shm"])
            if (File.Exists(file)) File.SetUnixFileMode(file, mode);
    }

    /// <summary>Throws when the path lies in (or is) a content folder or a site that the generator wrote.</summary>
    public static void RefusePublic(string path)
    {
        for (var at = Path.GetFullPath(path); at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, ".honourwall")) || File.Exists(Path.Combine(at, "site.yaml")))
                throw new DataFolderException($"“{path}”在公开网站的文件夹“{at}”里，私密数据不能放在这里。请用 --data 另选一个文件夹。");
        }
    }

    public static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else if (Directory.Exists(path)) File.SetUnixFileMode(path, OwnerOnly);
        else Directory.CreateDirectory(path, OwnerOnly);
    }

    private static string Resolve(string path)
    {
        var resolved = path;
        for (var at = path; at is not null; at = Path.GetDirectoryName(at))
        {
            if (Directory.ResolveLinkTarget(at, returnFinalTarget: true) is { } target)
                resolved = Path.Combine(target.FullName, Path.GetRelativePath(at, resolved));
        }
        return resolved;
    }
}
