using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Operations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Applications;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Operations;

/// <summary>A room with something in every table, backed up, and restored on a machine that has nothing.</summary>
public class RestoreDrillTests
{
    private const string Passphrase = "vellum trail mixture ninety";

    // Sign-ins, and what lives for a day: other tests fill them.
    private static readonly string[] MayBeEmpty = ["account_checks", "account_roles", "former_passwords", "imports", "recovery_codes", "sessions"];

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_restore_brings_back_every_row_of_every_table(DatabaseKind kind)
    {
        await using var pay = await PayRoom.OpenAsync(kind, persons: 6);
        await FillAsync(pay);
        await using (var db = pay.Room.Everything()) await pay.Room.Anchor.MarkAsync(db, "daily");
        var file = pay.Room.Beside("drill.backup");
        await Backup.WriteAsync(pay.Room.Folder, pay.Room.Address, file, Passphrase);
        await using var original = pay.Room.Everything();
        var before = await DigestAsync(original);

        await using var other = TestRoom.OpenEmpty(kind);
        foreach (var key in Directory.GetFiles(other.Folder.Keys)) File.Delete(key);
        await Backup.ReadAsync(file, Passphrase, other.Folder, other.Address);
        var ring = KeyRing.Open(other.Folder.Keys);
        await using var restored = new AdminDb(other.Address.Options(), Actor.System("drill"), new(ring, other.Clock));
        var after = await DigestAsync(restored);

        // The restore itself stands in the audit, after everything that was there.
        Assert.Equal(before.Where(t => !t.Key.StartsWith("audit_", StringComparison.Ordinal)).OrderBy(t => t.Key, StringComparer.Ordinal), after.Where(t => !t.Key.StartsWith("audit_", StringComparison.Ordinal)).OrderBy(t => t.Key, StringComparer.Ordinal));
        var entries = await original.AuditEntries.OrderBy(e => e.Sequence).Select(e => e.Hash).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(entries, (await restored.AuditEntries.OrderBy(e => e.Sequence).Select(e => e.Hash).ToListAsync(TestContext.Current.CancellationToken)).Take(entries.Count));
        Assert.Equal([], after.Where(t => t.Value.Rows == 0).Select(t => t.Key).Except(MayBeEmpty));
        Assert.Empty(await AuditVerifier.VerifyAsync(restored, ring, new(other.Folder.Anchors, ring, other.Clock)));

        // And it can be read: by the keys that came with it, by the signatures, by the figures.
        var vault = new Vault(ring);
        var document = await restored.Set<ApplicationDocument>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ApplicationRoom.Pdf, vault.OpenBytes(ApplicationFields.DocumentContent, document.Id, document.Content, OpenPurpose.Internal));
        var row = await restored.Set<Disbursement>().OrderBy(d => d.RowNumber).FirstAsync(TestContext.Current.CancellationToken);
        Assert.Equal(PayRoom.CardOf(1), vault.Open(Disbursement.AccountField, row.Id, row.Account!, OpenPurpose.Internal)); // ! : a paid row has one
        Assert.Empty(Directory.GetFileSystemEntries(pay.Room.Folder.Work));
        Assert.Empty(Directory.GetFileSystemEntries(other.Folder.Work));
    }

    private static async Task FillAsync(PayRoom pay)
    {
        var cycle = await pay.ApprovedAsync();
        PayRoom.Must(await pay.MakeFilesAsync(cycle));
        var file = (await pay.FilesAsync(cycle))[0];
        PayRoom.Must(await pay.ReturnAsync(file, 6));
        await using (var payer = pay.As(pay.Payer)) await pay.Returns.KeepAsync(payer, file, new(["序号", "金额", "结果"], [["1", "500.00", "成功"]]), default);
        await using var db = pay.Room.Everything();
        var person = await db.Persons.OrderBy(p => p.Name).FirstAsync();
        var relative = Guid.CreateVersion7();
        db.Set<Relative>().Add(new() { Id = relative, PersonId = person.Id, OrganisationPath = person.OrganisationPath, Relation = "配偶", Name = pay.Room.Vault.Seal(Relative.NameField, relative, "测试配偶") });
        var (corrected, failed) = (Guid.CreateVersion7(), await db.Set<Disbursement>().SingleAsync(d => d.State == DisbursementState.Failed));
        db.Set<PayeeAccount>().Add(new() { Id = corrected, DisbursementId = failed.Id, OrganisationPath = failed.OrganisationPath, Attempt = 1, Account = pay.Room.Vault.Seal(PayeeAccount.AccountField, corrected, PayRoom.CardOf(6)), TypedBy = pay.Clerk.AccountId ?? default, TypedAt = pay.Room.Clock.Now });
        db.Set<Setting>().Add(new() { Name = "drill", Value = "测试" });
        await db.SaveChangesAsync();
        await ApplicationRoom.Over(pay.Room, pay.District).DraftAsync(await pay.StaffAsync(pay.District, "author", Role.Clerk), person: person);
    }

    /// <summary>Every table that the database itself knows of, with the number of its rows and a digest of all their values in a fixed order.</summary>
    internal static async Task<Dictionary<string, (int Rows, string Digest)>> DigestAsync(AdminDb db)
    {
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var tables = await RowsAsync(connection, db.Kind == DatabaseKind.Sqlite ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'" : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()");
        var digests = new Dictionary<string, (int, string)>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var rows = await RowsAsync(connection, $"SELECT * FROM {table}");
            rows.Sort(StringComparer.Ordinal);
            digests[table] = (rows.Count, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows)))));
        }
        return digests;
    }

#pragma warning disable CA2100 // The names of tables come from the database itself.
    private static async Task<List<string>> RowsAsync(DbConnection connection, string sql)
    {
        var rows = new List<string>();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join('|', values.Select(v => v is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(v, CultureInfo.InvariantCulture))));
        }
        return rows;
    }
#pragma warning restore CA2100
}
