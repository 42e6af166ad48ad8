using System.Diagnostics;
using System.Globalization;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Data.Migrations;
using HonourWall.Admin.Operations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Data;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Operations;

/// <summary>The operator's commands, killed while they are at it: no value is lost, nothing passes for whole that is not, and the command given again goes through. <c>HONOURWALL_KILLS=20</c> does it longer.</summary>
public class CommandKillTests
{
    private const int Persons = 600;
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("HONOURWALL_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 1;
    private readonly Random _random = new();

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_command_that_is_killed_loses_nothing_and_goes_through_when_it_is_given_again(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        await AddPersonsAsync(room);
        var phrase = room.Beside("phrase");
        await File.WriteAllTextAsync(phrase, "vellum trail mixture ninety", TestContext.Current.CancellationToken);

        for (var kill = 0; kill < Kills; kill++)
        {
            var keys = File.GetLastWriteTimeUtc(Path.Combine(room.Folder.Keys, "keys.json"));
            await KillAsync(room, () => File.GetLastWriteTimeUtc(Path.Combine(room.Folder.Keys, "keys.json")) != keys, 400, "keys", "rotate");
            await GoThroughAsync(room);
        }
        Assert.Equal(0, await RunAsync(room, "keys", "rotate"));
        Assert.Equal(0, await new Reencryption(room.Factory, room.Vault).CountStaleAsync(TestContext.Current.CancellationToken));
        await GoThroughAsync(room);

        string Target(int number) => room.Beside($"{number}.hwbackup");
        for (var kill = 0; kill < Kills; kill++)
            await KillAsync(room, () => Directory.EnumerateFileSystemEntries(room.Folder.Work).Any() || File.Exists(Target(kill)), 1000, "backup", "--to", Target(kill), "--passphrase-file", phrase);
        Assert.Equal(0, await RunAsync(room, "backup", "--to", Target(Kills), "--passphrase-file", phrase));
        // What bears the name of a backup is one.
        foreach (var file in Enumerable.Range(0, Kills + 1).Select(Target).Where(File.Exists)) await RestoreAsync(kind, file);

        for (var kill = 0; kill < Kills; kill++)
        {
            await room.ToAnOlderSchemaAsync();
            var copies = Directory.GetFiles(room.Folder.Backups).Length;
            await KillAsync(room, () => Directory.GetFiles(room.Folder.Backups).Length > copies, 300, "migrate");
            Assert.Equal(0, await RunAsync(room, "migrate"));
            await using var db = room.Everything();
            Assert.Equal(Migration.All.Count, await MigrationRunner.VersionAsync(db, TestContext.Current.CancellationToken));
            Assert.DoesNotContain(Directory.GetFiles(room.Folder.Backups), file => file.EndsWith(".part", StringComparison.Ordinal));
            await GoThroughAsync(room);
        }
    }

    private static async Task AddPersonsAsync(TestRoom room)
    {
        var (_, first, _, _) = await room.GrowTreeAsync();
        await using var db = room.Everything();
        for (var i = 0; i < Persons; i++)
        {
            var person = ScopeTests.NewPerson(first, $"测试{i:D5}");
            person.IdNumber = room.Vault.Seal(PersonFields.IdNumber, person.Id, PayRoom.IdNumberOf(i));
            person.IdNumberIndex = room.Vault.Index(PersonFields.IdNumber, PayRoom.IdNumberOf(i));
            db.Persons.Add(person);
        }
        await db.SaveChangesAsync();
    }

    // Everybody is there once, opens, and is found by the number.
    private static Task GoThroughAsync(TestRoom room) => GoThroughAsync(room.Everything(), room.Ring, room.Anchor);

    private static async Task GoThroughAsync(AdminDb open, KeyRing ring, AuditAnchor anchor)
    {
        await using var db = open;
        var vault = new Vault(ring);
        var persons = await db.Persons.AsNoTracking().OrderBy(p => p.Name).ToListAsync();
        Assert.Equal(Enumerable.Range(0, Persons).Select(PayRoom.IdNumberOf), persons.Select(p => vault.Open(PersonFields.IdNumber, p.Id, p.IdNumber!, OpenPurpose.Internal))); // ! : each has one
        Assert.All(persons, p => Assert.Contains(p.IdNumberIndex, vault.Indexes(PersonFields.IdNumber, PayRoom.IdNumberOf(int.Parse(p.Name[2..], CultureInfo.InvariantCulture)))));
        Assert.Empty(await AuditVerifier.VerifyAsync(db, ring, anchor));
    }

    private static async Task RestoreAsync(DatabaseKind kind, string file)
    {
        await using var other = TestRoom.OpenEmpty(kind);
        foreach (var key in Directory.GetFiles(other.Folder.Keys)) File.Delete(key);
        await Backup.ReadAsync(file, "vellum trail mixture ninety", other.Folder, other.Address);
        var ring = KeyRing.Open(other.Folder.Keys);
        await GoThroughAsync(new(other.Address.Options(), Actor.System("drill"), new(ring, other.Clock)), ring, new(other.Folder.Anchors, ring, other.Clock));
    }

    /// <param name="begun">That the command is at its work.</param>
    /// <param name="within">Milliseconds after that, at most, until it is killed.</param>
    private async Task KillAsync(TestRoom room, Func<bool> begun, int within, params string[] command)
    {
        using var process = Start(room, command);
        for (var wait = Stopwatch.StartNew(); !begun() && !process.HasExited && wait.Elapsed < TimeSpan.FromMinutes(2);) await Task.Delay(2);
        await Task.Delay(_random.Next(within));
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        if (room.Address.Kind == DatabaseKind.PostgreSql) await PostgresCluster.WaitUntilQuietAsync(room.Address.ConnectionString);
    }

    private static async Task<int> RunAsync(TestRoom room, params string[] command)
    {
        using var process = Start(room, command);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static Process Start(TestRoom room, string[] command)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "honourwall-admin.dll"), .. command, "--data", room.Folder.Root]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__Admin"] = room.Address.Kind == DatabaseKind.PostgreSql ? room.Address.ConnectionString : "";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The command did not start.");
        process.StandardInput.Close();
        return process;
    }
}
