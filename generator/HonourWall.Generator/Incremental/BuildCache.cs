using System.Collections.Frozen;
using HonourWall.Generator.Planning;
using HonourWall.Search;

namespace HonourWall.Generator.Incremental;

/// <summary>What the last build made of a file: the fingerprint of all that it was made from, the hash of its bytes, and what search calls it.</summary>
/// <param name="Sign">See <see cref="PersonSigns"/>; none for most files that are no person's page.</param>
public readonly record struct CachedFile(ContentHash Fingerprint, ContentHash Hash, ContentHash Sign, SearchKind Kind, string? SearchId);

/// <summary>What a build was made in.</summary>
/// <param name="Version">What must be the same for anything of it to be of use.</param>
/// <param name="Setting">All that stands on pages but texts of people: see <see cref="SiteSetting"/>. None where that cannot be told.</param>
/// <param name="Texts">The edition of the memory that holds those texts.</param>
public readonly record struct BuildState(ContentHash Version, ContentHash Setting, ContentHash Texts);

/// <summary>
/// What the last build knew, in a folder beside the site: with it a build makes only what has changed; without it, or when the generator is
/// another one, everything. It never decides what a file holds: who deletes the folder gets the same bytes, later.
/// </summary>
public sealed class BuildCache
{
    private const string FilesName = "files";
    private const string MemoName = "search";

    private readonly Dictionary<string, CachedFile> _files;

    private BuildCache(BuildState state, FrozenDictionary<string, string> assetPaths, Dictionary<string, CachedFile> files, ReadOnlyMemory<byte> memo) =>
        (State, AssetPaths, _files, SearchMemo) = (state, assetPaths, files, memo);

    public static readonly BuildCache Empty = new(default, FrozenDictionary<string, string>.Empty, [], default);

    public BuildState State { get; }

    /// <summary>See <see cref="Assets.Paths"/>: who draws some pages alone need not make scripts small to know their names.</summary>
    public FrozenDictionary<string, string> AssetPaths { get; }

    public bool IsEmpty => _files.Count == 0;

    public IReadOnlyDictionary<string, CachedFile> Files => _files;

    /// <summary>What <see cref="IndexUpdater"/> keeps from build to build.</summary>
    public ReadOnlyMemory<byte> SearchMemo { get; }

    /// <summary>How many things search finds in the site.</summary>
    public int CountFound() => _files.Values.Count(file => file.SearchId is not null);

    /// <summary>What search found in an earlier site and no longer finds.</summary>
    public IReadOnlyCollection<(SearchKind Kind, string Id)> Lost(BuildCache before)
    {
        var lost = new HashSet<(SearchKind, string)>();
        foreach (var (path, file) in before._files)
        {
            if (file.SearchId is { } id && (Find(path) is not { SearchId: { } now } same || same.Kind != file.Kind || now != id)) lost.Add((file.Kind, id));
        }
        // It may have another page now.
        if (lost.Count > 0) lost.ExceptWith(_files.Values.Where(file => file.SearchId is not null).Select(file => (file.Kind, file.SearchId!)));
        return lost;
    }

    /// <summary>The cache of a build that made every file.</summary>
    public static BuildCache Of(BuildState state, Assets assets, IEnumerable<KeyValuePair<string, CachedFile>> files) => new(state, assets.Paths, files.ToDictionary(StringComparer.Ordinal), default);

    /// <summary>The cache of a build that made some files and kept all others.</summary>
    public BuildCache With(IEnumerable<KeyValuePair<string, CachedFile>> files)
    {
        var all = new Dictionary<string, CachedFile>(_files, StringComparer.Ordinal);
        foreach (var (path, file) in files) all[path] = file;
        return new BuildCache(State, AssetPaths, all, default);
    }

    public CachedFile? Find(string path) => _files.TryGetValue(path, out var file) ? file : null;

    /// <summary>Empty where nothing is kept, or nothing that can be read.</summary>
    public static BuildCache Read(string folder) => CacheFile.Read(Path.Combine(folder, FilesName), reader =>
    {
        var state = new BuildState(ContentHash.Read(reader), ContentHash.Read(reader), ContentHash.Read(reader));
        var assets = new KeyValuePair<string, string>[CacheFile.ReadCount(reader)];
        for (var i = 0; i < assets.Length; i++) assets[i] = KeyValuePair.Create(reader.ReadString(), reader.ReadString());
        var count = CacheFile.ReadCount(reader);
        var files = new Dictionary<string, CachedFile>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var path = reader.ReadString();
            var (fingerprint, hash, sign, kind) = (ContentHash.Read(reader), ContentHash.Read(reader), ContentHash.Read(reader), reader.ReadByte());
            files.Add(path, new CachedFile(fingerprint, hash, sign, (SearchKind)Math.Max(0, kind - 1), kind == 0 ? null : reader.ReadString()));
        }
        var memo = Path.Combine(folder, MemoName);
        return new BuildCache(state, Assets.PathsOf(assets), files, File.Exists(memo) ? File.ReadAllBytes(memo) : default);
    }) ?? Empty;

    /// <summary>The cache once the site is in place.</summary>
    /// <param name="texts">The edition of the memory of what the site was made from.</param>
    public BuildCache Finished(ContentHash texts, ReadOnlyMemory<byte> memo) => new(State with { Texts = texts }, AssetPaths, _files, memo);

    /// <summary>Puts this cache in the place of the last one; call it when the site itself is in place.</summary>
    public void Write(string folder)
    {
        CacheFile.Write(Path.Combine(folder, MemoName), SearchMemo.Span);
        CacheFile.Write(Path.Combine(folder, FilesName), writer =>
        {
            State.Version.Write(writer);
            State.Setting.Write(writer);
            State.Texts.Write(writer);
            writer.Write(AssetPaths.Count);
            foreach (var (name, path) in AssetPaths)
            {
                writer.Write(name);
                writer.Write(path);
            }
            writer.Write(_files.Count);
            foreach (var (path, file) in _files)
            {
                writer.Write(path);
                file.Fingerprint.Write(writer);
                file.Hash.Write(writer);
                file.Sign.Write(writer);
                writer.Write((byte)(file.SearchId is null ? 0 : (int)file.Kind + 1));
                if (file.SearchId is not null) writer.Write(file.SearchId);
            }
        });
    }
}
