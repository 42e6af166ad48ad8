using System.Collections.Concurrent;

namespace HonourWall.Generator.Pictures;

/// <summary>
/// Pictures that were made before, by names that hold the hash of all they were made from. After a build only what it used stays, so that
/// the picture of somebody withdrawn goes from here as well.
/// </summary>
/// <param name="folder">Null: nothing is kept.</param>
public sealed class PictureCache(string? folder)
{
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);

    /// <summary>Says that the site has a picture, whether it must be made or not.</summary>
    public void Use(string name) => _used[name] = true;

    public byte[]? Find(string name)
    {
        if (folder is null) return null;
        Use(name);
        var file = Path.Combine(folder, name);
        return File.Exists(file) ? File.ReadAllBytes(file) : null;
    }

    /// <summary>Written beside and moved: a build that is killed leaves no half picture under its name.</summary>
    public void Keep(string name, ReadOnlySpan<byte> bytes)
    {
        if (folder is null) return;
        Directory.CreateDirectory(folder);
        var beside = Path.Combine(folder, $"{name}.{Guid.NewGuid():N}");
        File.WriteAllBytes(beside, bytes);
        File.Move(beside, Path.Combine(folder, name), true);
    }

    /// <summary>Deletes what this build did not use.</summary>
    public void DeleteUnused()
    {
        if (folder is null || !Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => !_used.ContainsKey(Path.GetFileName(f)))) File.Delete(file);
    }
}
