using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Roll.Reading;

/// <summary>
/// The files of which something that others refer to could not be read, which was reported: an id that seems unknown and a page that seems
/// missing may stand there, and to report them too would bury the one mistake under hundreds.
/// </summary>
public sealed class ReadingGaps
{
    private readonly HashSet<string> _files;
    private readonly ContentFolder? _folder;
    private readonly HashSet<string> _missed = new(StringComparer.Ordinal);

    internal ReadingGaps(ImmutableArray<ContentFile> files, ContentFolder? folder)
    {
        _files = files.Where(f => f.HasGaps || f.IsUnreadable).Select(f => NameWithin(f.Name)).ToHashSet(StringComparer.Ordinal);
        _folder = folder;
    }

    /// <summary>Whether entries of that file are missing.</summary>
    public bool IsIn(string table) => _files.Contains(table) || _missed.Contains(table);

    /// <summary>Whether a file that may be left out is not there: a mistake only where something refers to an entry of it.</summary>
    internal bool Lacks(string table) => _folder is { Exists: true } folder && !folder.Files.Contains(folder.NameOf(table));

    /// <summary>Something refers to an entry of a file that is not there, which is reported once. Safe to call from several threads.</summary>
    internal void Miss(string table, DiagnosticBag diagnostics)
    {
        lock (_missed)
        {
            if (_missed.Add(table)) diagnostics.Add("HW101", new ContentPlace(_folder!.NameOf(table)), table); // it lacks it, so there is one
        }
    }

    /// <summary>Whether rows of an award list are missing, and with them people.</summary>
    public bool AreInRows => _files.Any(f => f.StartsWith("batches/", StringComparison.Ordinal));

    /// <summary>The ids in that folder whose files could not be read.</summary>
    public IEnumerable<string> Ids(string folder) => _files.Where(f => f.StartsWith(folder + "/", StringComparison.Ordinal)).Select(f => IdOf(f[(folder.Length + 1)..]));

    /// <summary>Whether a page might stand at an address of this site if all could be read.</summary>
    public bool MayAnswer(string address)
    {
        if (_files.Count + _missed.Count == 0) return false;
        var parts = address.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [] => false,
            ["awards", ..] => IsIn("awards.yaml"),
            ["batches", ..] => HasLostBatches,
            ["districts", ..] => IsIn("districts.csv") || HasLostRows,
            ["industries", ..] => IsIn("industries.csv"),
            ["years", ..] or ["names", ..] => HasLostRows,
            ["honourees" or "collectives", ..] when HasLostRows => true,
            [var page] => Ids("pages").Contains(page),
            [var folder, var id, ..] => Ids(folder).Contains(id),
        };
    }

    private bool HasLostBatches => IsIn("batches.csv") || IsIn("awards.yaml");

    private bool HasLostRows => HasLostBatches || AreInRows;

    private static string NameWithin(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static string IdOf(string file) => file.EndsWith("/index.md", StringComparison.Ordinal) ? file[..^"/index.md".Length] : Path.GetFileNameWithoutExtension(file);
}
