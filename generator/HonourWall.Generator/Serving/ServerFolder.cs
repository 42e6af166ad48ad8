namespace HonourWall.Generator.Serving;

/// <summary>
/// Where a preview server keeps its site: a temporary folder that goes when the server ends. One that was killed leaves its folder behind; the next
/// server takes it away.
/// </summary>
internal sealed class ServerFolder : IDisposable
{
    private const string Prefix = "honourwall-serve-";

    /// <summary>Locked for as long as its server lives; the system takes the lock from a dead one, whatever it died of.</summary>
    private const string OwnerName = "owner";

    private readonly string _folder = Directory.CreateTempSubdirectory(Prefix).FullName;
    private readonly FileStream _owner;

    public ServerFolder() => _owner = Lock(Path.Combine(_folder, OwnerName), FileMode.CreateNew);

    /// <summary>The site; its cache lies beside it.</summary>
    public string Site => Path.Combine(_folder, "site");

    /// <summary>Deletes the folders of servers that live no more, and nothing else.</summary>
    public static void DeleteLeftOvers()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*").ToList())
        {
            // A folder without an owner is that of a server that is just starting, or none of ours.
            var owner = Path.Combine(folder, OwnerName);
            if (!File.Exists(owner)) continue;
            try
            {
                using var dead = Lock(owner, FileMode.Open);
                Directory.Delete(folder, true);
            }
            catch (Exception notOurs) when (notOurs is IOException or UnauthorizedAccessException)
            {
                // Its server lives, or it belongs to somebody else on this machine.
            }
        }
    }

    public void Dispose()
    {
        Directory.Delete(_folder, true);
        _owner.Dispose();
    }

    private static FileStream Lock(string file, FileMode mode) => new(file, mode, FileAccess.ReadWrite, FileShare.None, 1);
}
