using HonourWall.Search;

namespace HonourWall.Generator.Incremental;

/// <summary>What the last build made of a file: the fingerprint of all that it was made from, the hash of its bytes, and what search calls it.</summary>
public readonly record struct CachedFile(ContentHash Fingerprint, ContentHash Hash, SearchKind Kind, string? SearchId);

/// <summary>
/// What the last build knew, in a folder beside the site: with it a build makes only what has changed; without it, or when the generator is
/// another one, everything. It never decides what a file holds: who deletes the folder gets the same bytes, later.
/// </summary>
public sealed class BuildCache
{
    private const string FilesName = "files";
    private const string MemoName = "search";

    private readonly Dictionary<string, CachedFile> _files;

    private BuildCache(ContentHash version, Dictionary<string, CachedFile> files, ReadOnlyMemory<byte> memo) => (Version, _files, SearchMemo) = (version, files, memo);

    public static readonly BuildCache Empty = new(default, [], default);

    /// <summary>What must be the same for the cache to be of use.</summary>
    public ContentHash Version { get; }

    public bool IsEmpty => _files.Count == 0;

    public IReadOnlyDictionary<string, CachedFile> Files => _files;

    /// <summary>What <see cref="IndexUpdater"/> keeps from build to build.</summary>
    public ReadOnlyMemory<byte> SearchMemo { get; }

    public CachedFile? Find(string path) => _files.TryGetValue(path, out var file) ? file : null;

    /// <summary>Empty where nothing is kept, or nothing that can be read.</summary>
    public static BuildCache Read(string folder) => CacheFile.Read(Path.Combine(folder, FilesName), reader =>
    {
        var version = ContentHash.Read(reader);
        var count = CacheFile.ReadCount(reader);
        var files = new Dictionary<string, CachedFile>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var path = reader.ReadString();
            var (fingerprint, hash, kind) = (ContentHash.Read(reader), ContentHash.Read(reader), reader.ReadByte());
            files.Add(path, new CachedFile(fingerprint, hash, (SearchKind)Math.Max(0, kind - 1), kind == 0 ? null : reader.ReadString()));
        }
        var memo = Path.Combine(folder, MemoName);
        return new BuildCache(version, files, File.Exists(memo) ? File.ReadAllBytes(memo) : default);
    }) ?? Empty;

    /// <summary>Puts a new cache in the place of the old one; call it when the site itself is in place.</summary>
    public static void Write(string folder, ContentHash version, IReadOnlyCollection<KeyValuePair<string, CachedFile>> files, ReadOnlyMemory<byte> memo)
    {
        CacheFile.Write(Path.Combine(folder, MemoName), memo.Span);
        CacheFile.Write(Path.Combine(folder, FilesName), writer =>
        {
            version.Write(writer);
            writer.Write(files.Count);
            foreach (var (path, file) in files)
            {
                writer.Write(path);
                file.Fingerprint.Write(writer);
                file.Hash.Write(writer);
                writer.Write((byte)(file.SearchId is null ? 0 : (int)file.Kind + 1));
                if (file.SearchId is not null) writer.Write(file.SearchId);
            }
        });
    }
}
