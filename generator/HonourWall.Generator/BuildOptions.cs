namespace HonourWall.Generator;

/// <summary>What one build is asked for.</summary>
public sealed record BuildOptions
{
    /// <summary>The content folder.</summary>
    public required string Source { get; init; }
    /// <summary>Where the site goes; null: check only.</summary>
    public string? Destination { get; init; }
    /// <summary>Beside the destination: what the next build need not make again. Null where there is no destination.</summary>
    public string? CacheFolder => Destination is null ? null : CacheFolderOf(Destination);
    /// <summary>What the next build need not read again.</summary>
    public string? MemoryFile => CacheFolder is { } folder ? Path.Combine(folder, "texts") : null;
    /// <summary>Only what has been left alone for so long is remembered: see <see cref="Roll.Reading.ReadingMemory.Settling"/>.</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(2);
    /// <summary>Prints the card that a shared page shows (Open Graph), for every honouree, batch, district and story.</summary>
    public bool Cards { get; init; }
    /// <summary>Replaces base_url of site.yaml.</summary>
    public Uri? BaseUrl { get; init; }
    public bool Drafts { get; init; }
    public bool Future { get; init; }
    /// <summary>The site opens from a folder without a server.</summary>
    public bool Stick { get; init; }
    /// <summary>The moment at which notices and scheduled pages are judged.</summary>
    public required DateTimeOffset Now { get; init; }
    /// <summary>A warning stops the write as an error does.</summary>
    public bool FailOnWarning { get; init; }
    /// <summary>Pages rendered at a time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;
    /// <summary>Writes <c>.gz</c> beside each text file.</summary>
    public bool Gzip { get; init; }
    /// <summary>Writes <c>.br</c> beside each text file.</summary>
    public bool Brotli { get; init; }

    /// <summary>The cache of the site at a destination: <c>public</c> → <c>.public.honourwall</c>.</summary>
    public static string CacheFolderOf(string destination)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destination));
        return Path.Combine(Path.GetDirectoryName(full) ?? full, "." + Path.GetFileName(full) + ".honourwall");
    }
}
