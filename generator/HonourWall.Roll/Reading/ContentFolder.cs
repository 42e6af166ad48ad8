using System.Buffers;
using HonourWall.Roll.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace HonourWall.Roll.Reading;

/// <summary>The files of a content folder by name, in ordinal order whatever the disk's own order is.</summary>
internal sealed class ContentFolder
{
    private static readonly string[] RootFiles =
        ["site.yaml", "districts.csv", "awards.yaml", "industries.csv", "sources.csv", "batches.csv", "published-statistics.csv", "redirects.csv"];

    private static readonly string[] Folders = ["batches", "honourees", "collectives", "studios", "stories", "notices", "pages"];

    /// <summary>Of reading a file that somebody writes at the same moment.</summary>
    private const int Attempts = 3;

    private readonly string _parent;
    private readonly string _root;
    private readonly string[] _names;
    private readonly FileStamp?[] _stamps;
    private readonly string[] _folders;
    private readonly string[] _strange;
    private readonly DateTimeOffset _looked = DateTimeOffset.UtcNow;

    public ContentFolder(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        _parent = Path.GetDirectoryName(full) ?? full;
        _root = Path.GetFileName(full) + "/";
        Exists = Directory.Exists(full);
        var tree = Exists ? ContentTree.Walk(full) : ContentTree.Nothing;
        (_names, _stamps) = Sorted(tree.Files);
        Files = _names.ToHashSet(StringComparer.Ordinal);
        _folders = Names(tree.Folders);
        _strange = [.. Names(tree.DeadLinks), "", .. Names(tree.Specials)];
        DeadLinks = Names(tree.DeadLinks).Where(name => !IsHiddenOrReadme(name[_root.Length..]));
        Specials = Names(tree.Specials).Where(name => !IsHiddenOrReadme(name[_root.Length..]));
    }

    public bool Exists { get; }

    /// <summary>Every file, by its name relative to the folder's parent.</summary>
    public IReadOnlySet<string> Files { get; }

    /// <summary>Links to nothing, or to a folder in which they stand; not those that editors lock a file with (<c>.#file</c>).</summary>
    public IEnumerable<string> DeadLinks { get; }

    /// <summary>Pipes, sockets and devices, which are never opened.</summary>
    public IEnumerable<string> Specials { get; }

    /// <summary>Folders that are named like a file that is read.</summary>
    public IEnumerable<string> FoldersForFiles => _folders.Where(name => RootFiles.Contains(name[_root.Length..], StringComparer.Ordinal)
        || (name[_root.Length..].Split('/') is [var folder, var entry] && Folders.Contains(folder, StringComparer.Ordinal) && Path.GetExtension(entry) is ".md" or ".csv"));

    /// <summary>Files that are named like a folder that is read.</summary>
    public IEnumerable<string> FilesForFolders => _names.Where(name => Folders.Contains(name[_root.Length..], StringComparer.Ordinal));

    /// <summary>The folder itself, as diagnostics name it.</summary>
    public ContentPlace Place => new(_root.TrimEnd('/'));

    /// <summary>The full name of a file at the folder's root: <c>content/site.yaml</c>.</summary>
    public string NameOf(string file) => _root + file;

    /// <exception cref="IOException">The file went away, or did not stop changing.</exception>
    public ContentFile Read(string name, DiagnosticBag diagnostics)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var handle = File.OpenHandle(Path.Combine(_parent, name));
            if (Read(handle, name, diagnostics) is { } file) return file;
            if (attempt == Attempts) throw new IOException($"「{name}」一直在变，没有读成。 \"{name}\" kept changing while it was read.");
        }
    }

    /// <summary>Null when it changed meanwhile: half of an old text and half of a new one is neither.</summary>
    private static ContentFile? Read(SafeFileHandle handle, string name, DiagnosticBag diagnostics)
    {
        var before = Stamp(handle);
        // One more byte than the file has: a read that fills it shows that the file is growing.
        var buffer = ArrayPool<byte>.Shared.Rent((int)before.Length + 1);
        try
        {
            var length = 0;
            while (RandomAccess.Read(handle, buffer.AsSpan(length), length) is > 0 and var read)
            {
                length += read;
                if (length == buffer.Length) Array.Resize(ref buffer, length * 2);
            }
            return Stamp(handle) == before ? ContentDecoder.Decode(name, buffer.AsSpan(0, length), diagnostics) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Opens the file only if it is another one than is remembered.</summary>
    /// <param name="stamp">From before it is read: if it changes meanwhile, the next reading sees another one.</param>
    public ContentFile Read(string name, FileStamp? stamp, ReadingMemory memory, DiagnosticBag diagnostics)
    {
        if (memory.Recall(name, stamp) is { } known) return new ContentFile(name, known, () => ReadAgain(name, known.Stamp));
        var file = Read(name, diagnostics);
        file.Stamp = stamp;
        return file;
    }

    /// <summary>The text of a file whose front matter was remembered.</summary>
    /// <exception cref="IOException">It has changed since this run began.</exception>
    private string ReadAgain(string name, FileStamp stamp)
    {
        var text = Read(name, new DiagnosticBag()).Text;
        return FileStamp.Of(Path.Combine(_parent, name)) == stamp ? text : throw new IOException($"{name} 在读取时变了，请再运行一次。 It changed while it was read; run again.");
    }

    private static (DateTime Written, long Length) Stamp(SafeFileHandle handle) => (File.GetLastWriteTimeUtc(handle), RandomAccess.GetLength(handle));

    /// <summary>The files of a sub-folder that make an entry each: <c>id.md</c>, and <c>id/index.md</c> with pictures beside it.</summary>
    public List<ContentEntry> Entries(string folder, string extension)
    {
        var prefix = _root + folder + "/";
        var index = "/index" + extension;
        var entries = new List<ContentEntry>();
        for (var i = 0; i < _names.Length; i++)
        {
            var name = _names[i];
            if (!name.StartsWith(prefix, StringComparison.Ordinal) || !name.EndsWith(extension, StringComparison.Ordinal)) continue;
            var rest = name[prefix.Length..];
            if (IsHidden(rest)) continue; // ._zhang-wei.md is what a Mac leaves beside the file
            var id = rest.EndsWith(index, StringComparison.Ordinal) ? rest[..^index.Length] : rest[..^extension.Length];
            if (!id.Contains('/', StringComparison.Ordinal)) entries.Add(new ContentEntry(name, id, _stamps[i]));
        }
        return entries;
    }

    /// <summary>Files that look like content and that nothing reads: a misspelt folder, a Markdown file too deep.</summary>
    public IEnumerable<string> Unread(IReadOnlySet<string> read) => _names.Where(name =>
        !read.Contains(name) && LooksLikeContent(name) && !IsHiddenOrReadme(name[_root.Length..]));

    /// <summary>The name of a file or folder that an unread file probably should have had.</summary>
    public string? Suggest(string name)
    {
        var parts = name[_root.Length..].Split('/');
        if (parts.Length == 1) return DidYouMean.Word(parts[0], RootFiles);
        if (!Folders.Contains(parts[0], StringComparer.Ordinal)) return DidYouMean.Word(parts[0], Folders);
        // Zhang-san.MD and Index.md are not found.
        return parts[^1].ToLowerInvariant() is var small && small != parts[^1] ? small : null;
    }

    /// <summary>
    /// The files that may hold something else than when an earlier look was taken, this one being later; null where a name came or went, or the system
    /// does not tell. What had not settled then may have changed without a sign.
    /// </summary>
    public List<ContentEntry>? ChangedSince(ContentFolder before, TimeSpan settling)
    {
        if (!_names.AsSpan().SequenceEqual(before._names) || !_folders.AsSpan().SequenceEqual(before._folders) || !_strange.AsSpan().SequenceEqual(before._strange)) return null;
        var changed = new List<ContentEntry>();
        for (var i = 0; i < _names.Length; i++)
        {
            if (_stamps[i] is not { } stamp || before._stamps[i] is not { } known) return null;
            if (stamp != known || !known.IsSettled(settling, before._looked)) changed.Add(new ContentEntry(_names[i], Path.GetFileNameWithoutExtension(_names[i]), stamp));
        }
        return changed;
    }

    /// <summary>As <see cref="ChangedSince"/>, with files that were not there; those that are gone are not among them.</summary>
    public HashSet<string> NewSince(ContentFolder before, TimeSpan settling)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        for (var (i, k) = (0, 0); i < _names.Length; i++)
        {
            // Both stand in one order.
            while (k < before._names.Length && string.CompareOrdinal(before._names[k], _names[i]) < 0) k++;
            var isKnown = k < before._names.Length && before._names[k] == _names[i] && before._stamps[k] is { } known && _stamps[i] == known && known.IsSettled(settling, before._looked);
            if (!isKnown) changed.Add(_names[i]);
        }
        return changed;
    }

    /// <summary>Whether a file is one of a sub-folder that makes an entry by itself, with nothing beside it.</summary>
    public bool IsEntryOf(string subfolder, string name) => name == $"{_root}{subfolder}/{Path.GetFileName(name)}" && name.EndsWith(".md", StringComparison.Ordinal);

    private string[] Names(IEnumerable<string> paths) =>
        [.. paths.Select(NameFrom).Order(StringComparer.Ordinal)];

    private (string[] Names, FileStamp?[] Stamps) Sorted(IReadOnlyCollection<(string Path, FileStamp? Stamp)> files)
    {
        var names = new string[files.Count];
        var stamps = new FileStamp?[files.Count];
        foreach (var (i, (path, stamp)) in files.Index()) (names[i], stamps[i]) = (NameFrom(path), stamp);
        Array.Sort(names, stamps, StringComparer.Ordinal);
        return (names, stamps);
    }

    /// <summary>A full path as diagnostics name it.</summary>
    private string NameFrom(string path) =>
        // Fifty thousand of them: the plain case first.
        path.StartsWith(_parent, StringComparison.Ordinal) && path[_parent.Length] == '/' ? path[(_parent.Length + 1)..] : Path.GetRelativePath(_parent, path).Replace('\\', '/');

    private static bool LooksLikeContent(string name) => Path.GetExtension(name).ToLowerInvariant() is ".md" or ".csv" or ".yaml" or ".yml" or ".xlsx" or ".xls" or ".docx" or ".doc";

    private static bool IsHidden(string part) => part.StartsWith('.') || part.StartsWith("~$", StringComparison.Ordinal);

    private static bool IsHiddenOrReadme(string name) =>
        name.Split('/').Any(IsHidden) || Path.GetFileName(name).StartsWith("README", StringComparison.Ordinal);
}

/// <summary>One file that makes one entry, and the id its name gives it.</summary>
internal readonly record struct ContentEntry(string Name, string Id, FileStamp? Stamp);
