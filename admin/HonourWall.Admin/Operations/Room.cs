using System.Data.Common;
using System.Globalization;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Data.Migrations;
using HonourWall.Admin.Protection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HonourWall.Admin.Operations;

/// <summary>The private room as the command line opens it: its folder, database and keys.</summary>
public sealed class Room
{
    private Room(DataFolder folder, DatabaseAddress address, KeyRing ring, TimeProvider clock)
    {
        (Folder, Address, Ring, Clock) = (folder, address, ring, clock);
        Audit = new(ring, clock);
        Databases = new(address, Audit);
        Anchor = new(folder.Anchors, ring, clock);
    }

    public DataFolder Folder { get; }

    public DatabaseAddress Address { get; }

    public KeyRing Ring { get; }

    public TimeProvider Clock { get; }

    public AuditChain Audit { get; }

    public AdminDbFactory Databases { get; }

    public AuditAnchor Anchor { get; }

    /// <summary>For the accounts that are made on the console.</summary>
    public AccountDesk Desk()
    {
        var policy = new AccountPolicy(PasswordProfile.Asvs, SecondFactorRequired: true);
        return new(new Passwords(), new(Databases, policy, Clock), policy, Clock);
    }

    /// <summary>For commands that need a room and must not make one. Nothing is written.</summary>
    /// <exception cref="OperationException">There is no room, or its keys are gone.</exception>
    public static async Task RefuseNoneAsync(DataFolder folder, DatabaseAddress address, CancellationToken cancel = default)
    {
        // SQLite would make the file that it is asked for.
        if ((address.Kind == DatabaseKind.Sqlite && !File.Exists(folder.Database)) || !await IsUsedAsync(address, cancel))
            throw new OperationException($"“{folder.Root}”里没有内部系统的数据。请用 --data 写对数据文件夹；要新建，请运行 honourwall-admin serve。");
        if (!KeyRing.Exists(folder.Keys)) throw KeysGone(folder);
    }

    private static OperationException KeysGone(DataFolder folder) => new($"数据库里已有数据，但“{folder.Keys}”里没有密钥。请先把密钥放回去，或从备份恢复。");

    /// <summary>Opens the room; makes keys for a database that has never been used, and never for one that has.</summary>
    /// <exception cref="OperationException">The database holds data and its keys are gone.</exception>
    public static async Task<Room> OpenAsync(DataFolder folder, DatabaseAddress address, TimeProvider clock, CancellationToken cancel = default)
    {
        if (address.Kind == DatabaseKind.Sqlite) folder.MakeDatabasePrivate();
        if (!KeyRing.Exists(folder.Keys))
        {
            if (await IsUsedAsync(address, cancel)) throw KeysGone(folder);
            KeyRing.Create(folder.Keys, clock);
        }
        return new(folder, address, KeyRing.Open(folder.Keys), clock);
    }

    /// <summary>Brings the schema up to date, after a copy of what is there. Returns what was done, in words.</summary>
    public async Task<IReadOnlyList<string>> MigrateAsync(bool withoutBackup = false, CancellationToken cancel = default)
    {
        var done = new List<string>();
        await using var db = Databases.Open(Actor.System("migrate"));
        var pending = await MigrationRunner.PendingAsync(db, cancel);
        if (pending.Count == 0) return done;
        if (pending[0].Version > 1 && !withoutBackup)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"before-{pending[0].Version:D4}-{Clock.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}");
            var copy = Path.Combine(Folder.Backups, name + (Address.Kind == DatabaseKind.Sqlite ? ".db" : ".dump"));
            // Under its name when it is whole: what a kill has cut off is not to pass for a copy.
            foreach (var cut in Directory.GetFiles(Folder.Backups, "before-*.part")) File.Delete(cut);
            await DatabaseCopy.WriteAsync(Address, copy + ".part", cancel);
            File.Move(copy + ".part", copy, overwrite: true);
            done.Add($"已备份到 {copy}");
        }
        foreach (var step in await MigrationRunner.RunAsync(db, Clock, cancel)) done.Add($"已升级到第 {step.Version} 版（{step.Name}）");
        db.Note(new(AuditAction.Migrated, "schema", pending[^1].Version.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(cancel);
        return done;
    }

    /// <summary>Names the last entry of the audit outside the database.</summary>
    public async Task AnchorAsync()
    {
        await using var db = Databases.Open(Actor.System("anchor"));
        await Anchor.Head.AdvanceAsync(db);
    }

    /// <summary>A fact about the installation; null when it was never set.</summary>
    public async Task<string?> SettingAsync(string name, CancellationToken cancel = default)
    {
        await using var db = Databases.Open(Actor.System("settings"));
        return await db.Set<Setting>().Where(s => s.Name == name).Select(s => s.Value).SingleOrDefaultAsync(cancel);
    }

    public async Task SetAsync(string name, string value, CancellationToken cancel = default)
    {
        await using var db = Databases.Open(Actor.System("settings"));
        if (await db.Set<Setting>().SingleOrDefaultAsync(s => s.Name == name, cancel) is { } setting) setting.Value = value;
        else db.Set<Setting>().Add(new() { Name = name, Value = value });
        await db.SaveChangesAsync(cancel);
    }

    // Without keys there is no audit, and without an audit no AdminDb: the connection alone is asked.
    private static async Task<bool> IsUsedAsync(DatabaseAddress address, CancellationToken cancel)
    {
        await using DbConnection connection = address.Kind == DatabaseKind.Sqlite ? new SqliteConnection(address.ConnectionString) : new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = address.Kind == DatabaseKind.Sqlite
            ? "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_versions'"
            : "SELECT COUNT(*) FROM pg_tables WHERE tablename = 'schema_versions' AND schemaname = current_schema()";
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture) > 0;
    }
}
