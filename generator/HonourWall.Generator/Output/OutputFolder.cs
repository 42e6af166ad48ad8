using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace HonourWall.Generator.Output;

/// <summary>
/// The only writer of a site. Files are written beside the destination and moved into it when all of them are ready, so that the last
/// good site stays up until then; what has not changed is not touched.
/// </summary>
/// <remarks>
/// The manifest <c>.honourwall</c> in the destination is our marker: a folder with files but without it is never deleted from. What is new
/// is moved in first, assets before pages, then what is different, pages last, then the manifest; then what is no longer wanted is deleted.
/// Whoever is killed on the way leaves a site whose every page finds what it names, and a journal beside it: the next build then takes
/// nothing of what was to be moved or deleted for granted.
/// </remarks>
public sealed class OutputFolder : IDisposable
{
    public const string ManifestName = ".honourwall";

    private readonly string _destination;
    private readonly string _staging;
    private readonly FileStream _lock;
    private readonly Task<OutputManifest> _manifest;
    private readonly string _journal;
    private readonly FrozenSet<string> _uncertain;
    /// <summary>Which files of the last site are in the new one as they are, by their places in the manifest; what else is in it stands in the next field.</summary>
    private readonly Lazy<bool[]> _kept;
    /// <summary>When the last site was finished: the manifest is the last file that is written. What has a later date somebody has changed since.</summary>
    private readonly DateTime _placed;
    private readonly ConcurrentDictionary<string, ContentHash> _new = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _folders = new(StringComparer.Ordinal);
    private readonly bool _fresh;
    private readonly Precompressor _precompressor;
    private long _bytes;
    private int _written;

    private OutputFolder(string destination, string beside, FileStream locked, bool fresh, Precompressor precompressor)
    {
        (_destination, _lock, _fresh, _precompressor) = (destination, locked, fresh, precompressor);
        _staging = beside + ".new";
        _journal = beside + ".moving";
        _uncertain = !fresh && File.Exists(_journal) ? File.ReadAllLines(_journal).ToFrozenSet(StringComparer.Ordinal) : [];
        _manifest = fresh ? Task.FromResult(OutputManifest.Empty) : Task.Run(() => OutputManifest.Read(Path.Combine(destination, ManifestName)).Without(_uncertain));
        _kept = new(() => new bool[Before.Count]);
        _placed = File.GetLastWriteTimeUtc(Path.Combine(destination, ManifestName));
    }

    private OutputManifest Before => _manifest.GetAwaiter().GetResult();

    /// <summary>The last build was killed while it put the site in place, so that not every file is what the manifest says.</summary>
    public bool WasInterrupted => _uncertain.Count > 0;

    /// <summary>Files of the site, changed or not, each counted once however it is compressed.</summary>
    public int Files => Enumerable.Range(0, Before.Count).Count(place => _kept.Value[place] && !IsCompressed(Before[place].Path)) + _new.Keys.Count(path => !IsCompressed(path));

    /// <summary>There is no last site of which something could be kept.</summary>
    public bool IsFresh => _fresh;

    public long Bytes => Interlocked.Read(ref _bytes);
    /// <summary>Files that are new or different from the last build.</summary>
    public int Written => _written;

    /// <exception cref="OutputRefusedException">The folder is not ours, or another build is writing into it.</exception>
    public static OutputFolder Open(string destination, Precompressor precompressor)
    {
        var full = Real(destination);
        if (File.Exists(full)) throw new OutputRefusedException(OutputRefusal.IsFile, full);
        var exists = Directory.Exists(full);
        var manifest = Path.Combine(full, ManifestName);
        var fresh = !exists || !Directory.EnumerateFileSystemEntries(full).Any();
        if (!fresh && !File.Exists(manifest)) throw new OutputRefusedException(OutputRefusal.NotOurs, full);

        var parent = Path.GetDirectoryName(full) ?? throw new OutputRefusedException(OutputRefusal.NotOurs, full);
        Directory.CreateDirectory(parent);
        var beside = Path.Combine(parent, "." + Path.GetFileName(full) + ".honourwall");
        FileStream locked;
        try
        {
            locked = new FileStream(beside + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException problem) when (problem.HResult != InputOutputProblem.ReadOnly && File.Exists(beside + ".lock"))
        {
            throw new OutputRefusedException(OutputRefusal.Busy, full);
        }
        var output = new OutputFolder(full, beside, locked, fresh, precompressor);
        if (Directory.Exists(output._staging)) Directory.Delete(output._staging, true); // left by a build that was killed
        Directory.CreateDirectory(output._staging);
        return output;
    }

    /// <summary>What a link leads to: a site that is put in its place would leave the link, and whatever else leads there, behind.</summary>
    private static string Real(string destination)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destination));
        return new DirectoryInfo(full) is { LinkTarget: not null } link && link.ResolveLinkTarget(true) is { } target ? Path.TrimEndingDirectorySeparator(target.FullName) : full;
    }

    /// <summary>Takes a file of the last site into the new one as it is, if it is still there and has that hash, and so what was compressed of it; safe from several threads.</summary>
    public bool Keep(string path, ContentHash hash)
    {
        var suffixes = _precompressor.Suffixes;
        Span<int> places = stackalloc int[1 + suffixes.Length];
        places[0] = PlaceOf(path, hash);
        if (places[0] < 0) return false;
        for (var i = 0; i < suffixes.Length; i++)
        {
            places[i + 1] = PlaceOf(path + suffixes[i], hash);
            if (places[i + 1] < 0 && Before.PlaceOf(path + suffixes[i]) >= 0) return false;
        }
        foreach (var place in places)
        {
            if (place >= 0) _kept.Value[place] = true;
        }
        return true;
    }

    /// <summary>A file of the last site, if it is still there and has that hash; else null.</summary>
    public byte[]? Last(string path, ContentHash hash) => PlaceOf(path, hash) >= 0 ? File.ReadAllBytes(Path.Combine(_destination, path)) : null;

    /// <summary>As <see cref="Keep"/>, many files at a time, before any other is taken; false when one of them could not be kept, and then none is.</summary>
    public bool KeepAll(IReadOnlyList<(string Path, ContentHash Hash)> files)
    {
        var all = true;
        Parallel.For(0, files.Count, i =>
        {
            if (!Keep(files[i].Path, files[i].Hash)) Volatile.Write(ref all, false);
        });
        if (!all) Array.Clear(_kept.Value);
        return all;
    }

    /// <summary>
    /// Keeps every file below a folder of the last site but some; false where one of all of them is not there any more as it was made, and then nothing may be
    /// made of them.
    /// </summary>
    public bool KeepBelow(string folder, IReadOnlySet<string> but)
    {
        var first = Before.FirstFrom(folder);
        var end = Before.FirstFrom(folder[..^1] + (char)(folder[^1] + 1));
        var all = true;
        Parallel.For(first, end, place =>
        {
            var (path, hash) = Before[place];
            if (!IsCompressed(path) && !(but.Contains(path) ? PlaceOf(path, hash) >= 0 : Keep(path, hash))) Volatile.Write(ref all, false);
        });
        return all;
    }

    private bool IsCompressed(string path)
    {
        foreach (var suffix in _precompressor.Suffixes)
        {
            if (path.EndsWith(suffix, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    /// <summary>Takes one file of the new site and gives its hash; safe from several threads.</summary>
    public ContentHash Write(string path, ReadOnlySpan<byte> bytes)
    {
        var name = ContentHash.Of(bytes);
        Interlocked.Add(ref _bytes, bytes.Length);
        if (!TryKeep(path, name))
        {
            if (!_new.TryAdd(path, name)) return name; // two files at one path are an error: the first stands until it is told
            Stage(path, bytes);
            Interlocked.Increment(ref _written);
        }
        if (!_precompressor.Wants(path, bytes.Length)) return name;
        foreach (var suffix in _precompressor.Suffixes)
        {
            // The compressed file is known by the hash of what it was made from.
            if (TryKeep(path + suffix, name)) continue;
            _new[path + suffix] = name;
            _precompressor.Compress(path, suffix, bytes, compressed => Stage(path + suffix, compressed));
        }
        return name;
    }

    private bool TryKeep(string path, ContentHash hash)
    {
        if (PlaceOf(path, hash) is not (>= 0 and var place)) return false;
        _kept.Value[place] = true;
        return true;
    }

    /// <summary>Which file of the last site it is, if it is still there as it was made and has that hash; else −1.</summary>
    private int PlaceOf(string path, ContentHash hash) =>
        Before.PlaceOf(path) is >= 0 and var place && Before[place].Hash == hash && new FileInfo(Path.Combine(_destination, path)) is { Exists: true } file && file.LastWriteTimeUtc <= _placed ? place : -1;

    private void Stage(string path, ReadOnlySpan<byte> bytes)
    {
        var target = Path.Combine(_staging, path);
        var folder = Path.GetDirectoryName(target)!; // below the staging folder
        MakeFolder(folder);
        // A new file, not one that is cut to nothing first: that one ext4 writes to the disk as soon as it is closed, which took a tenth of a build.
        using var file = File.OpenHandle(target, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        RandomAccess.Write(file, bytes, 0);
    }

    private void MakeFolder(string folder) => _folders.GetOrAdd(folder, static path =>
    {
        Directory.CreateDirectory(path);
        return true;
    });

    /// <summary>Puts the new site in the place of the old one. Without this call nothing changes.</summary>
    public void Replace()
    {
        Before.WriteNext(Path.Combine(_staging, ManifestName), _kept.Value, _new);
        if (_fresh)
        {
            if (Directory.Exists(_destination)) Directory.Delete(_destination);
            Directory.Move(_staging, _destination);
            File.Delete(_journal);
            return;
        }
        var staged = Directory.EnumerateFiles(_staging, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_staging, f)).ToList();
        var unwanted = Enumerable.Range(0, Before.Count).Where(place => !_kept.Value[place]).Select(place => Before[place].Path).Concat(_uncertain).Where(p => !_new.ContainsKey(p) && p != ManifestName).ToList();
        WriteJournal(staged.Concat(unwanted));
        foreach (var path in staged.OrderBy(p => p == ManifestName ? 2 : File.Exists(Path.Combine(_destination, p)) ? 1 : 0).ThenBy(Rank).ThenBy(p => p, StringComparer.Ordinal))
        {
            var target = Path.Combine(_destination, path);
            var folder = Path.GetDirectoryName(target)!; // below the destination
            MakeFolder(folder);
            File.Move(Path.Combine(_staging, path), target, true);
        }
        var left = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in unwanted)
        {
            var file = Path.Combine(_destination, path);
            if (!File.Exists(file)) continue;
            File.Delete(file);
            left.Add(Path.GetDirectoryName(file)!); // below the destination
        }
        // Each once: hundreds of parts of the index go at an edit, and to look into their folder is dear.
        foreach (var folder in left) DeleteEmptyFolders(folder);
        File.Delete(_journal);
    }

    private void WriteJournal(IEnumerable<string> paths)
    {
        // Whole or not at all: half a journal would vouch for files that it does not name.
        File.WriteAllLines(_journal + ".new", paths.Concat(_uncertain).Distinct(StringComparer.Ordinal));
        File.Move(_journal + ".new", _journal, true);
    }

    public void Dispose()
    {
        if (Directory.Exists(_staging)) Directory.Delete(_staging, true);
        _lock.Dispose();
    }

    /// <summary>Deletes a site that we built; refuses anything else.</summary>
    public static void Delete(string destination)
    {
        var full = Real(destination);
        if (!Directory.Exists(full)) return;
        if (!File.Exists(Path.Combine(full, ManifestName))) throw new OutputRefusedException(OutputRefusal.NotOurs, full);
        Directory.Delete(full, true);
    }

    private static int Rank(string path) => path switch
    {
        _ when path.StartsWith("assets" + Path.DirectorySeparatorChar, StringComparison.Ordinal) => 0,
        // Parts of the search index carry their checksum in their names; the texts, which keep theirs, follow at the last moment, and at once the head that fits them.
        _ when path.StartsWith(Path.Combine("search", "index", "texts"), StringComparison.Ordinal) => 1,
        _ when path.StartsWith(Path.Combine("search", "index", "head"), StringComparison.Ordinal) => 2,
        _ when path.StartsWith(Path.Combine("search", "index") + Path.DirectorySeparatorChar, StringComparison.Ordinal) => 0,
        _ when path.EndsWith(".html", StringComparison.Ordinal) => 4,
        _ => 3,
    };

    private void DeleteEmptyFolders(string? folder)
    {
        while (folder is not null && folder.Length > _destination.Length && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder);
        }
    }
}
