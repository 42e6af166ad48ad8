using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Data;
using HonourWall.Admin.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Audit;

public class AuditTests
{
    private static readonly string[] DropTriggers =
        ["DROP TRIGGER {0}audit_entries_no_update", "DROP TRIGGER {0}audit_entries_no_delete"];

    [Fact]
    public async Task Its_administrator_reads_every_action_and_everything_it_is_about_in_words()
    {
        var words = Enum.GetValues<AuditAction>().Select(action => action.Word()).ToList();
        Assert.Distinct(words);
        Assert.All(words, word => Assert.DoesNotContain(word, char.IsAsciiLetter));
        await using var room = await TestRoom.OpenAsync(DatabaseKind.Sqlite);
        await using var db = room.Everything();
        var tables = db.Model.GetEntityTypes().Where(t => !t.ClrType.IsAssignableTo(typeof(IUnaudited)) && t.ClrType != typeof(AuditEntry)).Select(t => t.GetTableName()!).ToList();
        Assert.Equal([], tables.Where(table => AuditWords.Subject(table) == table));
        Assert.Equal(("Newer", "登录", "没有做成"), (AuditWords.Action("Newer"), AuditWords.Action("SignedIn"), AuditWords.Result("failed")));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_clock_that_ticks_while_entries_are_written_leaves_the_chain_whole(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        var ticking = new AdminDbFactory(room.Address, new(room.Ring, new TickingClock()));
        await using (var db = ticking.Open(Actor.System("test")))
        {
            for (var i = 0; i < 20; i++) db.Note(new(AuditAction.Exported, "persons"));
            await db.SaveChangesAsync();
        }
        await using var all = room.Everything();
        Assert.Empty(await AuditVerifier.VerifyAsync(all, room.Ring, room.Anchor));
    }

    private sealed class TickingClock : TimeProvider
    {
        private long _ticks = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero).Ticks;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref _ticks, TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_change_writes_its_entry_in_the_same_transaction_without_a_value(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        var (_, first, _, _) = await room.GrowTreeAsync();
        await using var db = room.Factory.Open(ScopeTests.ActorAt(first));
        var person = ScopeTests.NewPerson(first, "测试金丝雀");
        person.IdNumber = room.Vault.Seal(PersonFields.IdNumber, person.Id, "11010119900307001X");
        db.Persons.Add(person);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        person.Unit = "示例公司金丝雀";
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        var entries = await db.AuditEntries.Where(e => e.Subject == "persons").OrderBy(e => e.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["Created", "Changed"], entries.Select(e => e.Action));
        Assert.Contains("\"unit\"", entries[1].Detail, StringComparison.Ordinal);
        foreach (var entry in entries) Assert.DoesNotContain("金丝雀", entry.Detail, StringComparison.Ordinal);
        Assert.Empty(await Verify(room));

        await using (var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            person.Unit = "示例公司二";
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await using var after = room.Everything();
        Assert.Equal(2, await after.AuditEntries.CountAsync(e => e.Subject == "persons", TestContext.Current.CancellationToken));
        Assert.Equal("示例公司金丝雀", (await after.Persons.SingleAsync(TestContext.Current.CancellationToken)).Unit);
        Assert.Empty(await Verify(room));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_database_refuses_to_change_or_delete_an_entry(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        await Fill(room, 3);
        await using var db = room.Everything();
        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("UPDATE audit_entries SET actor_name = 'x' WHERE sequence = 1", TestContext.Current.CancellationToken));
        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("DELETE FROM audit_entries WHERE sequence = 3", TestContext.Current.CancellationToken));
        if (kind == DatabaseKind.PostgreSql) await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("TRUNCATE audit_entries", TestContext.Current.CancellationToken));
        await Assert.ThrowsAnyAsync<Exception>(() => db.AuditEntries.ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, await db.AuditEntries.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "UPDATE audit_entries SET result = 'ok2' WHERE sequence = 2", "第 2 条与校验链不符")]
    [InlineData(DatabaseKind.PostgreSql, "UPDATE audit_entries SET result = 'ok2' WHERE sequence = 2", "第 2 条与校验链不符")]
    [InlineData(DatabaseKind.Sqlite, "DELETE FROM audit_entries WHERE sequence = 2", "缺少第 2 条")]
    [InlineData(DatabaseKind.PostgreSql, "DELETE FROM audit_entries WHERE sequence = 2", "缺少第 2 条")]
    [InlineData(DatabaseKind.Sqlite, "DELETE FROM audit_entries WHERE sequence = 5", "末尾与链头不符")]
    [InlineData(DatabaseKind.PostgreSql, "DELETE FROM audit_entries WHERE sequence = 5", "末尾与链头不符")]
    [InlineData(DatabaseKind.Sqlite, "DELETE FROM audit_entries WHERE sequence = 5; UPDATE audit_head SET sequence = 4, hash = (SELECT hash FROM audit_entries WHERE sequence = 4)", "末尾被截断")]
    [InlineData(DatabaseKind.PostgreSql, "DELETE FROM audit_entries WHERE sequence = 5; UPDATE audit_head SET sequence = 4, hash = (SELECT hash FROM audit_entries WHERE sequence = 4)", "末尾被截断")]
    [InlineData(DatabaseKind.Sqlite, "UPDATE audit_entries SET sequence = 99 WHERE sequence = 2; UPDATE audit_entries SET sequence = 2 WHERE sequence = 3; UPDATE audit_entries SET sequence = 3 WHERE sequence = 99", "顺序被调换")]
    [InlineData(DatabaseKind.PostgreSql, "UPDATE audit_entries SET sequence = 99 WHERE sequence = 2; UPDATE audit_entries SET sequence = 2 WHERE sequence = 3; UPDATE audit_entries SET sequence = 3 WHERE sequence = 99", "顺序被调换")]
    public async Task Whoever_gets_around_the_triggers_is_found(DatabaseKind kind, string tampering, string expected)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        await Fill(room, 5);
        await using var db = room.Everything();
        Assert.True(await room.Anchor.Head.AdvanceAsync(db, TestContext.Current.CancellationToken));
        Assert.Empty(await Verify(room));
        await TamperAsync(room, tampering);
        Assert.Contains(await Verify(room), finding => finding.Message.Contains(expected, StringComparison.Ordinal));
    }

    // The end cut off, the head of the chain repaired.
    internal const string Cut = "DELETE FROM audit_entries WHERE sequence > (SELECT MAX(sequence) - 3 FROM audit_entries); UPDATE audit_head SET sequence = (SELECT MAX(sequence) FROM audit_entries), hash = (SELECT hash FROM audit_entries ORDER BY sequence DESC LIMIT 1)";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_cut_off_seconds_after_it_was_written_is_found_also_when_a_running_room_writes_on(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        await using var server = await TestServer.StartAsync(room);
        await Fill(room, 5);
        await WaitForHeadAsync(room);
        Assert.Empty(await Verify(room));
        await TamperAsync(room, Cut);
        Assert.Contains(await Verify(room), finding => finding.Message.Contains("末尾被截断", StringComparison.Ordinal));
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, (await server.Visit().GetAsync("/health")).StatusCode);

        // Later: the same entries at the same moment would be the same chain.
        room.Clock.Pass(TimeSpan.FromSeconds(1));
        await Fill(room, 6);
        await Task.Delay(2 * AnchoredHead.Interval, TestContext.Current.CancellationToken);
        Assert.Contains(await Verify(room), finding => finding.Message.Contains("写在库外的锚点不符", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_database_that_is_minutes_old_is_found_beside_the_anchors_of_a_running_room(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        Func<Task> putBack;
        await using (await TestServer.StartAsync(room)) await Fill(room, 3);
        putBack = await CopyAsync(room, kind);
        await using (await TestServer.StartAsync(room))
        {
            await Fill(room, 2);
            await WaitForHeadAsync(room);
            await putBack();
            Assert.Contains(await Verify(room), finding => finding.Message.Contains("恢复了旧的数据库", StringComparison.Ordinal));
        }
        // Nor did the end of the room move the head back.
        Assert.Contains(await Verify(room), finding => finding.Message.Contains("恢复了旧的数据库", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_head_that_was_edited_or_taken_away_is_noticed(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        await using (await TestServer.StartAsync(room)) await Fill(room, 3);
        var text = await File.ReadAllTextAsync(room.Anchor.Head.File, TestContext.Current.CancellationToken);
        var parts = text.Split('|');
        await File.WriteAllTextAsync(room.Anchor.Head.File, string.Join('|', [parts[0], "1", .. parts[2..]]), TestContext.Current.CancellationToken);
        Assert.Contains(await Verify(room), finding => finding.Message.Contains("锚点文件被改动：head", StringComparison.Ordinal));
        File.Delete(room.Anchor.Head.File);
        Assert.Contains(await Verify(room), finding => finding.Message.Contains("head 不见了", StringComparison.Ordinal));
        await File.WriteAllTextAsync(room.Anchor.Head.File, text, TestContext.Current.CancellationToken);
        Assert.Empty(await Verify(room));
    }

    private static async Task TamperAsync(TestRoom room, string tampering)
    {
        await using var db = room.Everything();
        if (db.Kind == DatabaseKind.Sqlite) foreach (var drop in DropTriggers) await db.Database.ExecuteSqlRawAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, drop, ""), TestContext.Current.CancellationToken);
        else await db.Database.ExecuteSqlRawAsync("ALTER TABLE audit_entries DISABLE TRIGGER ALL", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync(tampering, TestContext.Current.CancellationToken);
    }

    // What the server does by itself.
    private static async Task WaitForHeadAsync(TestRoom room)
    {
        await using var db = room.Everything();
        var (last, _) = await AuditAnchor.HeadAsync(db, TestContext.Current.CancellationToken);
        for (var look = 0; room.Anchor.Head.Read().Mark?.Sequence != last; look++)
        {
            Assert.True(look < 300, "The server did not name the last entry within 30 seconds.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_restored_old_database_is_noticed_at_the_next_start_and_only_an_accepted_one_runs(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        await Fill(room, 3);
        await using (var db = room.Everything()) await room.Anchor.MarkAsync(db, "daily", TestContext.Current.CancellationToken);
        var restore = await CopyAsync(room, kind);
        await Fill(room, 2);
        await using (var db = room.Everything()) await room.Anchor.MarkAsync(db, "daily", TestContext.Current.CancellationToken);
        await restore();

        await using (var db = room.Everything())
        {
            Assert.Contains("不符", await room.Anchor.CompareAsync(db, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.NotEmpty(await Verify(room));
            await room.Anchor.MarkAsync(db, "accepted", TestContext.Current.CancellationToken);
            Assert.Single(Directory.GetFiles(room.Folder.Anchors, "head.until-*"));
            Assert.Null(await room.Anchor.CompareAsync(db, TestContext.Current.CancellationToken));
        }
        Assert.Empty(await Verify(room));
    }

    // The whole database as it is now, past our own backup; returns what puts it back.
    private static async Task<Func<Task>> CopyAsync(TestRoom room, DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            var old = room.Beside("old.db");
            SqliteConnection.ClearAllPools();
            File.Copy(room.Folder.Database, old);
            return () =>
            {
                SqliteConnection.ClearAllPools();
                foreach (var file in Directory.GetFiles(room.Folder.Root, "admin.db*")) File.Delete(file);
                File.Copy(old, room.Folder.Database);
                return Task.CompletedTask;
            };
        }
        var name = await NameAsync(room);
        Npgsql.NpgsqlConnection.ClearAllPools();
        var copy = PostgresCluster.Instance.Create(name);
        return () =>
        {
            PostgresCluster.Instance.Replace(name, copy);
            return Task.CompletedTask;
        };
    }

    private static async Task<string> NameAsync(TestRoom room)
    {
        await using var db = room.Everything();
        return db.Database.GetDbConnection().Database;
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_edited_anchor_file_is_noticed(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        await Fill(room, 1);
        await using var db = room.Everything();
        await room.Anchor.MarkAsync(db, "daily", TestContext.Current.CancellationToken);
        await Fill(room, 1);
        await room.Anchor.MarkAsync(db, "daily", TestContext.Current.CancellationToken);
        var lines = File.ReadAllLines(room.Anchor.File);
        File.WriteAllLines(room.Anchor.File, [lines[1]]);
        Assert.Contains("锚点文件被改动", await room.Anchor.CompareAsync(db, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Entries_written_at_once_form_one_chain(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Fill(room, 5))));
        Assert.Empty(await Verify(room));
        await using var db = room.Everything();
        Assert.Equal(40, await db.AuditEntries.CountAsync(TestContext.Current.CancellationToken));
    }

    private static async Task Fill(TestRoom room, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var db = room.Everything();
            db.Note(new(AuditAction.Started, "server"));
            await db.SaveChangesAsync();
        }
    }

    private static async Task<IReadOnlyList<AuditFinding>> Verify(TestRoom room)
    {
        await using var db = room.Everything();
        return await AuditVerifier.VerifyAsync(db, room.Ring, room.Anchor);
    }
}
