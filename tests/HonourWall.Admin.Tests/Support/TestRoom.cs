using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Data.Migrations;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Tests.Support;

/// <summary>A private room of one test: a data folder with fresh keys and a migrated database, all gone afterwards.</summary>
public sealed class TestRoom : IAsyncDisposable
{
    private static readonly SemaphoreSlim TemplateGate = new(1, 1);
    private static string? s_sqliteTemplate;
    private static string? s_postgresTemplate;
    private readonly string _root;
    private readonly string? _postgres;

    // Before anything names SQLite, also where a test of PostgreSQL comes first.
    static TestRoom() => SystemSqlite.Use();

    private TestRoom(string root, string? postgres)
    {
        (_root, _postgres) = (root, postgres);
        Folder = DataFolder.Open(Path.Combine(root, "data"));
        Ring = KeyRing.Create(Folder.Keys, Clock);
        Vault = new(Ring);
        Address = postgres is null ? DatabaseAddress.Sqlite(Folder.Database) : DatabaseAddress.From(PostgresCluster.Instance.ConnectionString(postgres), Folder);
        Audit = new(Ring, Clock);
        Factory = new(Address, Audit);
        Anchor = new(Folder.Anchors, Ring, Clock);
    }

    public ManualClock Clock { get; } = new();

    public DataFolder Folder { get; }

    public KeyRing Ring { get; }

    public Vault Vault { get; }

    public DatabaseAddress Address { get; }

    public AuditChain Audit { get; }

    public AuditAnchor Anchor { get; }

    public AdminDbFactory Factory { get; }

    /// <summary>A folder beside the data folder, for files of the test.</summary>
    public string Beside(string name) => Path.Combine(_root, name);

    public AdminDb Everything() => Factory.Open(Actor.System("test"));

    /// <summary>Undoes the last migrations, so that they run again.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ToAnOlderSchemaAsync()
    {
        await using var db = Everything();
        string[] undo = ["DROP TABLE payee_accounts", "DROP TABLE bank_answers", "DROP INDEX persons_merged", "ALTER TABLE budgets DROP COLUMN proposed_basis", "ALTER TABLE cycles DROP COLUMN refusals", "DROP INDEX IF EXISTS persons_one_number", "ALTER TABLE persons DROP COLUMN is_double", "DROP INDEX person_events_facts", "ALTER TABLE person_events DROP COLUMN fact_by"];
        foreach (var statement in undo) await db.Database.ExecuteSqlRawAsync(statement);
        return await db.Database.ExecuteSqlRawAsync("DELETE FROM schema_versions WHERE version >= 7");
    }

    public static async Task<TestRoom> OpenAsync(DatabaseKind kind)
    {
        var root = Directory.CreateTempSubdirectory("hwroom").FullName;
        if (kind == DatabaseKind.Sqlite)
        {
            var template = await SqliteTemplateAsync();
            var room = new TestRoom(root, null);
            File.Copy(template, room.Folder.Database);
            return room;
        }
        return new(root, PostgresCluster.Instance.Create(await PostgresTemplateAsync()));
    }

    /// <summary>An empty database that was never migrated.</summary>
    public static TestRoom OpenEmpty(DatabaseKind kind)
    {
        var root = Directory.CreateTempSubdirectory("hwroom").FullName;
        return new(root, kind == DatabaseKind.Sqlite ? null : PostgresCluster.Instance.Create());
    }

    /// <summary>市总 → 甲区, 乙区, 丙区, each with one 基层.</summary>
    public async Task<(Organisation City, Organisation First, Organisation Second, Organisation FirstUnit)> GrowTreeAsync()
    {
        await using var db = Everything();
        var city = new Organisation { Name = "示例市总工会", Level = OrganisationLevel.City, OrganisationPath = OrganisationPath.Root.Value };
        db.Organisations.Add(city);
        var first = await OrganisationTree.AddAsync(db, city, OrganisationLevel.District, "甲区总工会");
        var second = await OrganisationTree.AddAsync(db, city, OrganisationLevel.District, "乙区总工会");
        var unit = await OrganisationTree.AddAsync(db, first, OrganisationLevel.Grassroots, "示例公司工会");
        await db.SaveChangesAsync();
        return (city, first, second, unit);
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (_postgres is not null) PostgresCluster.Instance.Drop(_postgres);
        await Task.Yield();
        Directory.Delete(_root, recursive: true);
    }

    // Migrated once per run, copied for each test.
    private static async Task<string> SqliteTemplateAsync()
    {
        await TemplateGate.WaitAsync();
        try
        {
            if (s_sqliteTemplate is not null) return s_sqliteTemplate;
            await using var room = OpenEmpty(DatabaseKind.Sqlite);
            await using (var db = room.Everything()) await MigrationRunner.RunAsync(db, room.Clock);
            var file = Path.GetTempFileName();
            File.Delete(file);
            await using (var connection = new SqliteConnection(room.Address.ConnectionString))
            {
                await connection.OpenAsync();
                await using var copy = connection.CreateCommand();
                copy.CommandText = "VACUUM INTO @file";
                copy.Parameters.AddWithValue("@file", file);
                await copy.ExecuteNonQueryAsync();
            }
            AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
            return s_sqliteTemplate = file;
        }
        finally
        {
            TemplateGate.Release();
        }
    }

    private static async Task<string> PostgresTemplateAsync()
    {
        await TemplateGate.WaitAsync();
        try
        {
            if (s_postgresTemplate is not null) return s_postgresTemplate;
            var name = PostgresCluster.Instance.Create();
            var root = Directory.CreateTempSubdirectory("hwroom").FullName;
            var room = new TestRoom(root, name);
            await using (var db = room.Everything()) await MigrationRunner.RunAsync(db, room.Clock);
            Npgsql.NpgsqlConnection.ClearAllPools();
            Directory.Delete(root, recursive: true);
            return s_postgresTemplate = name;
        }
        finally
        {
            TemplateGate.Release();
        }
    }
}
