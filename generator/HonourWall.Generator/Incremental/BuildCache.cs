using System.Text;
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
    public static BuildCache Read(string folder)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(File.ReadAllBytes(Path.Combine(folder, FilesName))), Encoding.UTF8);
            var version = ContentHash.Read(reader);
            var count = reader.ReadInt32();
            var files = new Dictionary<string, CachedFile>(count, StringComparer.Ordinal);
            for (var i = 0; i < count; i++)
            {
                var path = reader.ReadString();
                var (fingerprint, hash, kind) = (ContentHash.Read(reader), ContentHash.Read(reader), reader.ReadByte());
                files.Add(path, new CachedFile(fingerprint, hash, (SearchKind)Math.Max(0, kind - 1), kind == 0 ? null : reader.ReadString()));
            }
            var memo = Path.Combine(folder, MemoName);
            return new BuildCache(version, files, File.Exists(memo) ? File.ReadAllBytes(memo) : default);
        }
        catch (Exception unusable) when (unusable is FileNotFoundException or DirectoryNotFoundException or EndOfStreamException or ArgumentException or FormatException)
        {
            return Empty;
        }
    }

    /// <summary>Puts a new cache in the place of the old one; call it when the site itself is in place.</summary>
    public static void Write(string folder, ContentHash version, IEnumerable<KeyValuePair<string, CachedFile>> files, ReadOnlyMemory<byte> memo)
    {
        Directory.CreateDirectory(folder);
        var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, true))
        {
            version.Write(writer);
            var list = files.ToArray();
            writer.Write(list.Length);
            foreach (var (path, file) in list)
            {
                writer.Write(path);
                file.Fingerprint.Write(writer);
                file.Hash.Write(writer);
                writer.Write((byte)(file.SearchId is null ? 0 : (int)file.Kind + 1));
                if (file.SearchId is not null) writer.Write(file.SearchId);
            }
        }
        try
        {
            Replace(Path.Combine(folder, MemoName), memo.Span);
            Replace(Path.Combine(folder, FilesName), bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
        catch (IOException)
        {
            // The disk is full, and the site is in place: a cache that is not kept costs the next build time and nothing else.
        }
    }

    private static void Replace(string file, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(file + ".new", bytes);
        File.Move(file + ".new", file, true);
    }
}
