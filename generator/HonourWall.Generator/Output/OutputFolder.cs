using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace HonourWall.Generator.Output;

/// <summary>
/// The only writer of a site. Files are written beside the destination and moved into it when all of them are ready, so that the last
/// good site stays up until then; what has not changed is not touched.
/// </summary>
/// <remarks>
/// The manifest <c>.honourwall</c> in the destination is our marker: a folder with files but without it is never deleted from. Moves go
/// assets first, then pages, then the manifest, then what is no longer wanted is deleted: a page never names an asset that is not there.
/// </remarks>
public sealed class OutputFolder : IDisposable
{
    public const string ManifestName = ".honourwall";

    private readonly string _destination;
    private readonly string _staging;
    private readonly FileStream _lock;
    private readonly OutputManifest _before;
    private readonly ConcurrentDictionary<string, string> _after = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DirectoryInfo> _folders = new(StringComparer.Ordinal);
    private readonly bool _fresh;
    private readonly Precompressor _precompressor;
    private long _bytes;
    private int _written;

    private OutputFolder(string destination, string staging, FileStream locked, OutputManifest before, bool fresh, Precompressor precompressor)
    {
        (_destination, _staging, _lock, _before, _fresh, _precompressor) = (destination, staging, locked, before, fresh, precompressor);
    }

    /// <summary>Files of the site, changed or not.</summary>
    public int Files => _after.Count;
    public long Bytes => Interlocked.Read(ref _bytes);
    /// <summary>Files that are new or different from the last build.</summary>
    public int Written => _written;

    /// <exception cref="OutputRefusedException">The folder is not ours, or another build is writing into it.</exception>
    public static OutputFolder Open(string destination, Precompressor precompressor)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destination));
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
        catch (IOException) when (File.Exists(beside + ".lock"))
        {
            throw new OutputRefusedException(OutputRefusal.Busy, full);
        }
        var staging = beside + ".new";
        if (Directory.Exists(staging)) Directory.Delete(staging, true); // left by a build that was killed
        Directory.CreateDirectory(staging);
        return new OutputFolder(full, staging, locked, fresh ? OutputManifest.Empty : OutputManifest.Read(manifest), fresh, precompressor);
    }

    /// <summary>Takes one file of the new site; safe from several threads.</summary>
    public void Write(string path, ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        var name = Convert.ToHexStringLower(hash[..16]);
        _after[path] = name;
        Interlocked.Add(ref _bytes, bytes.Length);
        var isKept = IsKept(path, name);
        if (!isKept) Stage(path, bytes);
        if (!isKept) Interlocked.Increment(ref _written);
        if (!_precompressor.Wants(path, bytes.Length)) return;
        foreach (var suffix in _precompressor.Suffixes)
        {
            // The compressed file is known by the hash of what it was made from.
            _after[path + suffix] = name;
            if (IsKept(path + suffix, name)) continue;
            Precompressor.Compress(path, suffix, bytes, compressed => Stage(path + suffix, compressed));
        }
    }

    private bool IsKept(string path, string hash) => _before.HashOf(path) == hash && File.Exists(Path.Combine(_destination, path));

    private void Stage(string path, ReadOnlySpan<byte> bytes)
    {
        var target = Path.Combine(_staging, path);
        var folder = Path.GetDirectoryName(target)!; // below the staging folder
        _folders.GetOrAdd(folder, Directory.CreateDirectory);
        using var file = File.OpenHandle(target, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.None, bytes.Length);
        RandomAccess.Write(file, bytes, 0);
    }

    /// <summary>Puts the new site in the place of the old one. Without this call nothing changes.</summary>
    public void Replace()
    {
        var manifest = OutputManifest.Of(_after);
        manifest.Write(Path.Combine(_staging, ManifestName));
        if (_fresh)
        {
            if (Directory.Exists(_destination)) Directory.Delete(_destination);
            Directory.Move(_staging, _destination);
            return;
        }
        var staged = Directory.EnumerateFiles(_staging, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_staging, f)).ToList();
        foreach (var path in staged.OrderBy(Rank).ThenBy(p => p, StringComparer.Ordinal))
        {
            var target = Path.Combine(_destination, path);
            var folder = Path.GetDirectoryName(target)!; // below the destination
            _folders.GetOrAdd(folder, Directory.CreateDirectory);
            File.Move(Path.Combine(_staging, path), target, true);
        }
        foreach (var path in _before.Paths.Where(p => !_after.ContainsKey(p)))
        {
            File.Delete(Path.Combine(_destination, path));
            DeleteEmptyFolders(Path.GetDirectoryName(Path.Combine(_destination, path)));
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(_staging)) Directory.Delete(_staging, true);
        _lock.Dispose();
    }

    /// <summary>Deletes a site that we built; refuses anything else.</summary>
    public static void Delete(string destination)
    {
        var full = Path.GetFullPath(destination);
        if (!Directory.Exists(full)) return;
        if (!File.Exists(Path.Combine(full, ManifestName))) throw new OutputRefusedException(OutputRefusal.NotOurs, full);
        Directory.Delete(full, true);
    }

    private static int Rank(string path) => path switch
    {
        ManifestName => 3,
        _ when path.StartsWith("assets" + Path.DirectorySeparatorChar, StringComparison.Ordinal) => 0,
        // Parts of the search index carry their checksum in their names; the head that names them follows.
        _ when path.StartsWith(Path.Combine("search", "index", "head"), StringComparison.Ordinal) => 1,
        _ when path.StartsWith(Path.Combine("search", "index") + Path.DirectorySeparatorChar, StringComparison.Ordinal) => 0,
        _ when path.EndsWith(".html", StringComparison.Ordinal) => 2,
        _ => 1,
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
