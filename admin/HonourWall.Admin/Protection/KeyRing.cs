using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace HonourWall.Admin.Protection;

/// <summary>
/// The data keys, each wrapped by the master key, in <c>keys.json</c>. A running server notices a rotation by the file's time and takes the new
/// key for its next value, without a restart.
/// </summary>
public sealed class KeyRing
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly IMasterKey _master;
    private Loaded _loaded;

    private KeyRing(string file, IMasterKey master)
    {
        (_file, _master) = (file, master);
        _loaded = Load();
    }

    private sealed record Loaded(DateTime FileTime, ImmutableArray<DataKey> Keys);

    private sealed record StoredKey(string Id, string Purpose, DateTimeOffset Created, bool Active, string Wrapped);

    /// <summary>Opens the ring in the folder.</summary>
    /// <exception cref="ProtectionException">No ring there, or the master key does not fit.</exception>
    public static KeyRing Open(string folder, IMasterKey? master = null)
    {
        var file = FileIn(folder);
        if (!File.Exists(file)) throw new ProtectionException($"密钥文件不存在：{file}");
        return new(file, master ?? FileMasterKey.Find(folder));
    }

    /// <summary>Makes a new ring with one key per purpose; refuses where keys already are.</summary>
    public static KeyRing Create(string folder, TimeProvider clock, IMasterKey? master = null)
    {
        if (Exists(folder)) throw new ProtectionException($"“{folder}”里已有密钥。");
        master ??= FileMasterKey.Find(folder, create: true);
        ImmutableArray<DataKey> keys = [.. Enum.GetValues<KeyPurpose>().Select(purpose => NewKey(purpose, 1, clock))];
        Save(FileIn(folder), master, keys);
        return new(FileIn(folder), master);
    }

    public static bool Exists(string folder) => File.Exists(FileIn(folder));

    public ImmutableArray<DataKey> Keys => Current().Keys;

    public DataKey Active(KeyPurpose purpose) => Current().Keys.Single(key => key.Active && key.Purpose == purpose);

    public IEnumerable<DataKey> All(KeyPurpose purpose) => Current().Keys.Where(key => key.Purpose == purpose);

    /// <exception cref="ProtectionException">No such key: it was retired, or the value comes from elsewhere.</exception>
    public DataKey Get(string id, KeyPurpose purpose) =>
        Current().Keys.FirstOrDefault(key => key.Purpose == purpose && string.Equals(key.Id, id, StringComparison.Ordinal))
        ?? throw new ProtectionException($"没有编号为“{id}”的密钥。");

    /// <summary>Adds a new active key; the former one goes on opening what it sealed.</summary>
    public DataKey Rotate(KeyPurpose purpose, TimeProvider clock)
    {
        lock (_gate)
        {
            var keys = Load().Keys;
            var number = keys.Where(key => key.Purpose == purpose).Max(key => int.Parse(key.Id[1..], System.Globalization.CultureInfo.InvariantCulture)) + 1;
            var added = NewKey(purpose, number, clock);
            Save(_file, _master, [.. keys.Select(key => key.Purpose == purpose ? key with { Active = false } : key), added]);
            _loaded = Load();
            return added;
        }
    }

    /// <summary>Forgets a key for good. The caller has made sure that nothing needs it.</summary>
    public void Retire(string id)
    {
        lock (_gate)
        {
            var keys = Load().Keys;
            if (keys.Any(key => key.Id == id && key.Active)) throw new ProtectionException("正在使用的密钥不能停用，请先轮换。");
            Save(_file, _master, [.. keys.Where(key => key.Id != id)]);
            _loaded = Load();
        }
    }

    private static string FileIn(string folder) => Path.Combine(folder, "keys.json");


    private static string Label(string id, string purpose) => $"honourwall|{purpose}|{id}";

    private static DataKey NewKey(KeyPurpose purpose, int number, TimeProvider clock) =>
        new(char.ToLowerInvariant(purpose.ToString()[0]) + number.ToString(System.Globalization.CultureInfo.InvariantCulture), purpose, clock.GetUtcNow(), true, RandomNumberGenerator.GetBytes(32));

    private Loaded Current()
    {
        var loaded = _loaded;
        if (File.GetLastWriteTimeUtc(_file) == loaded.FileTime) return loaded;
        lock (_gate) return _loaded = Load();
    }

    private Loaded Load()
    {
        var time = File.GetLastWriteTimeUtc(_file);
        try
        {
            var stored = JsonSerializer.Deserialize<StoredKey[]>(File.ReadAllText(_file), Json) ?? [];
            return new(time, [.. stored.Select(key => new DataKey(key.Id, Enum.Parse<KeyPurpose>(key.Purpose), key.Created, key.Active,
                _master.Unwrap(Convert.FromBase64String(key.Wrapped), Label(key.Id, key.Purpose))))]);
        }
        catch (Exception e) when (e is JsonException or FormatException or CryptographicException or ArgumentException)
        {
            throw new ProtectionException("密钥文件打不开：主密钥不对，或文件已损坏。", e);
        }
    }

    // Beside, then renamed over: a reader finds the old ring or the new one, never half of one.
    private static void Save(string file, IMasterKey master, ImmutableArray<DataKey> keys)
    {
        var stored = keys.Select(key => new StoredKey(key.Id, key.Purpose.ToString(), key.Created, key.Active,
            Convert.ToBase64String(master.Wrap(key.Bytes, Label(key.Id, key.Purpose.ToString())))));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(file + ".new", options))
        {
            JsonSerializer.Serialize(stream, stored, Json);
            stream.Flush(flushToDisk: true);
        }
        File.Move(file + ".new", file, overwrite: true);
    }
}
