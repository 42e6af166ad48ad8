using HonourWall.Admin.Data;
using HonourWall.Admin.Data.Migrations;
using HonourWall.Admin.Operations;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Data;

public class MigrationTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_empty_database_is_brought_to_the_newest_version_once(DatabaseKind kind)
    {
        await using var room = TestRoom.OpenEmpty(kind);
        await using var db = room.Everything();
        Assert.Equal(0, await MigrationRunner.VersionAsync(db, TestContext.Current.CancellationToken));

        var taken = await MigrationRunner.RunAsync(db, room.Clock, TestContext.Current.CancellationToken);
        var again = await MigrationRunner.RunAsync(db, room.Clock, TestContext.Current.CancellationToken);

        Assert.Equal(Migration.All.Count, taken.Count);
        Assert.Empty(again);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_servers_that_start_at_once_migrate_once(DatabaseKind kind)
    {
        await using var room = TestRoom.OpenEmpty(kind);
        async Task<int> Start()
        {
            await using var db = room.Everything();
            return (await MigrationRunner.RunAsync(db, room.Clock)).Count;
        }
        var taken = await Task.WhenAll(Task.Run(Start), Task.Run(Start));
        Assert.Equal(Migration.All.Count, taken.Sum());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_copy_before_a_migration_bears_its_name_only_when_it_is_whole(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        var back = await room.ToAnOlderSchemaAsync();
        // Left by a kill.
        await File.WriteAllTextAsync(Path.Combine(room.Folder.Backups, "before-0009-20260301T000000Z.db.part"), "half", TestContext.Current.CancellationToken);
        var written = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var watcher = new FileSystemWatcher(room.Folder.Backups);
        watcher.Created += (_, made) => written.Enqueue(Path.GetExtension(made.FullPath));
        watcher.EnableRaisingEvents = true;
        var opened = await Room.OpenAsync(room.Folder, room.Address, room.Clock, TestContext.Current.CancellationToken);
        var done = await opened.MigrateAsync(cancel: TestContext.Current.CancellationToken);
        // The copy is told too.
        Assert.Equal(back + 1, done.Count);
        Assert.EndsWith(kind == DatabaseKind.Sqlite ? ".db" : ".dump", Assert.Single(Directory.GetFiles(room.Folder.Backups)), StringComparison.Ordinal);
        for (var wait = 0; written.IsEmpty && wait < 100; wait++) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal([".part"], written.Distinct().Where(ending => !ending.EndsWith("-journal", StringComparison.Ordinal)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_database_newer_than_the_program_is_refused(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        await using var db = room.Everything();
        await db.Database.ExecuteSqlRawAsync("INSERT INTO schema_versions (version, name, applied_at) VALUES (9999, 'future', 0)", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<MigrationException>(() => MigrationRunner.PendingAsync(db, TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_table_of_the_model_can_be_read(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        await using var db = room.Everything();
        foreach (var type in db.Model.GetEntityTypes())
        {
            var read = typeof(MigrationTests).GetMethod(nameof(ReadOne), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type.ClrType);
            await (Task)read.Invoke(null, [db])!;
        }
    }

    private static async Task ReadOne<T>(AdminDb db) where T : class => await db.Set<T>().FirstOrDefaultAsync();
}
