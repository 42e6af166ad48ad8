using HonourWall.Admin.Accounts;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Operations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Data;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Operations;

public class OperationTests
{
    private const string Passphrase = "vellum trail mixture ninety";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_restore_drill_brings_everything_back_on_another_machine(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        var person = await AddPersonAsync(room);
        await using (var db = room.Everything()) await room.Anchor.MarkAsync(db, "daily");
        var file = room.Beside("drill.backup");
        await Backup.WriteAsync(room.Folder, room.Address, file, Passphrase);

        await using var other = TestRoom.OpenEmpty(kind);
        foreach (var key in Directory.GetFiles(other.Folder.Keys)) File.Delete(key);
        await Backup.ReadAsync(file, Passphrase, other.Folder, other.Address);
        var ring = KeyRing.Open(other.Folder.Keys);
        await using var restored = new AdminDb(other.Address.Options(), Actor.System("drill"), new(ring, other.Clock));
        var back = await restored.Persons.SingleAsync(p => p.Id == person);
        Assert.Equal("99999919900307008X", new Vault(ring).Open(PersonFields.IdNumber, back.Id, back.IdNumber!, OpenPurpose.Internal));
        Assert.Empty(await AuditVerifier.VerifyAsync(restored, ring, new(other.Folder.Anchors, ring, other.Clock)));
        Assert.Empty(Directory.GetFileSystemEntries(room.Folder.Work));
        Assert.Empty(Directory.GetFileSystemEntries(other.Folder.Work));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_backup_opens_with_its_passphrase_only_and_whole(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        await AddPersonAsync(room);
        var file = room.Beside("some.backup");
        await Backup.WriteAsync(room.Folder, room.Address, file, Passphrase);
        var bytes = await File.ReadAllBytesAsync(file);
        await Assert.ThrowsAsync<OperationException>(() => Backup.WriteAsync(room.Folder, room.Address, room.Beside("short.backup"), "short"));

        var damaged = new (byte[] File, string Passphrase)[] { (bytes, "another passphrase altogether"), (bytes[..^1], Passphrase), (bytes[..(bytes.Length / 2)], Passphrase), ([.. bytes[..100], (byte)(bytes[100] ^ 1), .. bytes[101..]], Passphrase), ("HWBACKUP1\n"u8.ToArray(), Passphrase) };
        foreach (var (content, passphrase) in damaged)
        {
            await using var other = TestRoom.OpenEmpty(kind);
            foreach (var key in Directory.GetFiles(other.Folder.Keys)) File.Delete(key);
            await File.WriteAllBytesAsync(other.Beside("damaged"), content);
            await Assert.ThrowsAsync<OperationException>(() => Backup.ReadAsync(other.Beside("damaged"), passphrase, other.Folder, other.Address));
            Assert.False(File.Exists(other.Folder.Database));
            Assert.Empty(Directory.GetFiles(other.Folder.Keys));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Keys_rotate_while_others_write_and_an_old_key_is_needed_by_nobody_afterwards(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        var person = await AddPersonAsync(room);
        room.Ring.Rotate(KeyPurpose.Data, room.Clock);
        room.Ring.Rotate(KeyPurpose.Index, room.Clock);
        var reencryption = new Reencryption(room.Factory, room.Vault);
        Assert.True(await reencryption.CountStaleAsync() > 0);
        await using (var db = room.Everything()) Assert.Equal(1, await db.Persons.CountAsync(p => room.Vault.Indexes(PersonFields.IdNumber, "99999919900307008X").Contains(p.IdNumberIndex)));
        Assert.Equal(6, await reencryption.RunAsync());
        Assert.Equal(0, await reencryption.CountStaleAsync());
        room.Ring.Retire("d1");
        room.Ring.Retire("i1");
        await using var after = room.Everything();
        var back = await after.Persons.SingleAsync(p => p.Id == person);
        Assert.Equal("99999919900307008X", room.Vault.Open(PersonFields.IdNumber, person, back.IdNumber!, OpenPurpose.Internal));
        Assert.Equal(room.Vault.Index(PersonFields.IdNumber, "99999919900307008X"), back.IdNumberIndex);
    }

    [Fact]
    public async Task Every_sealed_column_of_the_model_is_known_to_the_rotation()
    {
        await using var room = await TestRoom.OpenAsync(DatabaseKind.Sqlite);
        await using var db = room.Everything();
        var columns = db.Model.GetEntityTypes().SelectMany(type => type.GetProperties().Where(p => p.ClrType == typeof(ProtectedText)).Select(p => $"{type.GetTableName()}.{p.GetColumnName()}"));
        Assert.Equal(columns.Order(StringComparer.Ordinal), Reencryption.Fields.Select(f => $"{f.Table}.{f.Column}").Order(StringComparer.Ordinal));
        foreach (var field in Reencryption.Fields.Where(f => f.IndexColumn is not null))
            Assert.Contains(db.Model.GetEntityTypes(), type => type.GetTableName() == field.Table && type.GetProperties().Any(p => p.GetColumnName() == field.IndexColumn));
    }

    [Theory]
    [InlineData("site.yaml")]
    [InlineData(".honourwall")]
    public void Data_and_keys_are_refused_inside_content_and_a_built_site(string marker)
    {
        var root = Directory.CreateTempSubdirectory("hwplace").FullName;
        try
        {
            var publicFolder = Directory.CreateDirectory(Path.Combine(root, "public")).FullName;
            File.WriteAllText(Path.Combine(publicFolder, marker), "");
            Assert.Throws<DataFolderException>(() => DataFolder.Open(Path.Combine(publicFolder, "deep", "data")));
            Assert.Throws<DataFolderException>(() => DataFolder.Open(Path.Combine(root, "data"), keys: Path.Combine(publicFolder, "keys")));
            Directory.CreateSymbolicLink(Path.Combine(root, "link"), publicFolder);
            Assert.Throws<DataFolderException>(() => DataFolder.Open(Path.Combine(root, "link", "data")));
            DataFolder.Open(Path.Combine(root, "fine"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public async Task The_database_and_what_lies_beside_it_are_their_owners_alone_as_the_keys_are()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var room = await TestRoom.OpenAsync(DatabaseKind.Sqlite);
        foreach (var file in Directory.GetFiles(room.Folder.Root, "admin.db*")) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        var fresh = DataFolder.Open(Path.Combine(room.Folder.Root, "fresh"));
        foreach (var (folder, address) in ((DataFolder, DatabaseAddress)[])[(room.Folder, room.Address), (fresh, DatabaseAddress.From(null, fresh))])
        {
            await (await Room.OpenAsync(folder, address, room.Clock)).MigrateAsync();
            var files = Directory.GetFiles(folder.Root, "admin.db*");
            Assert.NotEmpty(files);
            foreach (var file in files) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_database_whose_keys_are_gone_is_not_opened_with_new_ones(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        foreach (var key in Directory.GetFiles(room.Folder.Keys)) File.Delete(key);
        await Assert.ThrowsAsync<OperationException>(() => Room.OpenAsync(room.Folder, room.Address, room.Clock));
        Assert.Empty(Directory.GetFiles(room.Folder.Keys));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_first_start_prints_one_code_for_each_administrator_and_no_password(DatabaseKind kind)
    {
        await using var room = TestRoom.OpenEmpty(kind);
        var opened = await Room.OpenAsync(room.Folder, room.Address, room.Clock);
        var output = new StringWriter();
        Assert.False(await FirstStart.PrepareAsync(opened, demo: false, output, TestContext.Current.CancellationToken));
        Assert.Equal(3, System.Text.RegularExpressions.Regex.Count(output.ToString(), "[A-Z2-9]{4}(-[A-Z2-9]{4}){6}"));
        await using (var db = room.Everything())
        {
            Assert.Equal(3, await db.Accounts.CountAsync(a => a.PasswordHash == null));
            Assert.Equal([Role.AuditAdministrator, Role.SecurityAdministrator, Role.SystemAdministrator], (await db.AccountRoles.Select(r => r.Role).ToListAsync()).OrderBy(r => r.ToString(), StringComparer.Ordinal));
        }
        await Assert.ThrowsAsync<OperationException>(() => FirstStart.PrepareAsync(opened, demo: true, output, TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task While_no_system_administrator_can_sign_in_each_start_has_codes_for_the_administrators_who_wait(DatabaseKind kind)
    {
        await using var room = TestRoom.OpenEmpty(kind);
        var opened = await Room.OpenAsync(room.Folder, room.Address, room.Clock);
        Assert.Equal(["system", "security", "audit"], await StartAsync());
        // The security administrator is quick; the codes of the others have ended.
        await ChangeAsync("security", (desk, db, account) => desk.SetPasswordAsync(db, account, TestServer.Password, null));
        room.Clock.Pass(TimeSpan.FromHours(25));
        Assert.Equal(["system", "audit"], await StartAsync());
        await ChangeAsync("system", (desk, db, account) => desk.SetPasswordAsync(db, account, TestServer.Password, null));
        Assert.Empty(await StartAsync());
        // The only one lost the telephone.
        await ChangeAsync("system", (desk, db, account) => desk.ResetSecondFactorAsync(db, account));
        await ChangeAsync("audit", (desk, db, account) => desk.DisableAsync(db, account));
        Assert.Equal(["system"], await StartAsync());

        async Task<IEnumerable<string>> StartAsync()
        {
            var output = new StringWriter();
            await FirstStart.PrepareAsync(opened, demo: false, output, TestContext.Current.CancellationToken);
            return System.Text.RegularExpressions.Regex.Matches(output.ToString(), "^  ([a-z]+) +[A-Z2-9]{4}(-[A-Z2-9]{4}){6}\r?$", System.Text.RegularExpressions.RegexOptions.Multiline).Select(m => m.Groups[1].Value);
        }

        async Task ChangeAsync(string login, Func<AccountDesk, AdminDb, Account, Task> change)
        {
            await using var db = room.Everything();
            await change(opened.Desk(), db, await db.Accounts.SingleAsync(a => a.Login == login));
        }
    }

    private static async Task<Guid> AddPersonAsync(TestRoom room)
    {
        var (_, first, _, _) = await room.GrowTreeAsync();
        await using var db = room.Everything();
        var person = ScopeTests.NewPerson(first, "测试一");
        person.IdNumber = room.Vault.Seal(PersonFields.IdNumber, person.Id, "99999919900307008X");
        person.IdNumberIndex = room.Vault.Index(PersonFields.IdNumber, "99999919900307008X");
        person.Mobile = room.Vault.Seal(PersonFields.Mobile, person.Id, "10000000001");
        person.BankCard = room.Vault.Seal(PersonFields.BankCard, person.Id, "9999990000000001");
        person.Address = room.Vault.Seal(PersonFields.Address, person.Id, "示例路1号");
        person.Health = room.Vault.Seal(PersonFields.Health, person.Id, "测试病");
        person.Income = room.Vault.Seal(PersonFields.Income, person.Id, "3000");
        db.Persons.Add(person);
        await db.SaveChangesAsync();
        return person.Id;
    }
}
