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

    /// <summary>Our own temporary files: emptied at the start of a server, never the system's temporary folder.</summary>
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

    /// <summary>Held by the one server of this folder as long as it lives: the system lets go of it when the process ends, in whatever way.</summary>
    /// <exception cref="DataFolderException">Another one serves this folder.</exception>
    public IDisposable Serve() =>
        Hold("serving", FileShare.None) ?? throw new DataFolderException($"“{Root}”已有一个 honourwall-admin serve 在用，不能再启动一个。请先停掉它；备份等其他命令可以和它同时运行。");

    /// <summary>Held while something of ours lies in <see cref="Work"/>: a server that starts meanwhile leaves it there.</summary>
    /// <exception cref="DataFolderException">A server is emptying it at this moment.</exception>
    public IDisposable UseWork() => Hold("working", FileShare.Read) ?? throw new DataFolderException("内部系统正在启动，请过几秒再运行一次。");

    /// <summary>Removes what a kill has left in <see cref="Work"/>, unless somebody works there.</summary>
    public void EmptyWork()
    {
        using var alone = Hold("working", FileShare.None);
        if (alone is null) return;
        foreach (var left in Directory.EnumerateFileSystemEntries(Work))
        {
            if (Directory.Exists(left)) Directory.Delete(left, recursive: true);
            else File.Delete(left);
        }
    }

    // A lock of the system's on an empty file; null while another process has it.
    private FileStream? Hold(string name, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = share == FileShare.None ? FileAccess.ReadWrite : FileAccess.Read, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new(Path.Combine(Root, name), options);
        }
        catch (IOException e) when (e.HResult is WouldBlock or WouldBlockElsewhere or SharingViolation)
        {
            return null;
        }
    }

    // EWOULDBLOCK of Linux and of the BSDs, and what Windows says.
    private const int WouldBlock = 11, WouldBlockElsewhere = 35, SharingViolation = unchecked((int)0x80070020);

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
