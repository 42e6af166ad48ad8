using System.IO.Compression;
using System.Net;
using System.Text;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Operations;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Operations;

/// <summary>Plants a value of its own in every sensitive column, uses the room, and looks for them in everything that was written anywhere.</summary>
public class CanaryTests
{
    // Valid where a check digit is asked for, and found nowhere by chance.
    private static readonly string[] Canaries = ["99999919771123901X", "17799001177", "6222029876501234", "金丝雀路七十七号", "金丝雀病", "77001177", "金丝雀配偶", "17799002277", "金丝雀绝症", "77003377.01", "金丝雀票据", "金丝雀收款人", "金丝雀意见", "金丝雀看材料"];

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task No_planted_value_is_found_in_logs_temporary_files_exports_backups_the_public_site_or_the_database(DatabaseKind kind)
    {
        var temporary = Directory.CreateTempSubdirectory("hwcanary").FullName;
        var before = Directory.GetFiles(Path.GetTempPath()).ToHashSet(StringComparer.Ordinal);
        var log = new StringWriter();
        var (output, error) = (Console.Out, Console.Error);
        try
        {
            // Before the server starts: its logger keeps the console that it finds.
            Console.SetOut(TextWriter.Synchronized(log));
            Console.SetError(TextWriter.Synchronized(log));
            using var authority = new Certificates();
            using var certificate = authority.Issue("log.example.org");
            await using var logs = new SyslogServer(certificate);
            await using var server = await TestServer.StartAsync(kind, options => options with { LogServer = new("127.0.0.1", logs.Port, authority.Authorities, certificate) });
            var (_, first, _, _) = await server.Room.GrowTreeAsync();
            var browser = await server.SignInAsync(first, Role.Clerk);
            var id = ValidId(Canaries[0]);
            var card = ValidCard(Canaries[2]);
            (string, string)[] form = [("name", "测试一"), ("organisation", first.Id.ToString()), ("status", "在职"), ("unit", "示例公司"), ("id-number", id), ("mobile", Canaries[1]), ("bank-card", card), ("address", Canaries[3]), ("health", Canaries[4]), ("income", Canaries[5]), ("honours", "全国劳动模范 2010")];
            var created = await browser.PostAsync("/persons/new", form);
            Assert.Equal(HttpStatusCode.Redirect, created.StatusCode);
            var address = created.Headers.Location!.OriginalString.Split('?')[0];
            await browser.PostAsync(address + "/relatives", ("relation", "配偶"), ("name", Canaries[6]), ("phone", Canaries[7]), ("id-number", id));
            // Every way in which a value could slip out: a refused form, a look-up, a reveal, an upload with mistakes, a broken request.
            await browser.PostAsync("/persons/new", [.. form, ("honours", "坏行")]);
            await browser.PostAsync("/persons/find", ("number", id));
            await browser.PostAsync(address + "/reveal", ("field", "bank_card"), ("reason", "核对发放信息"));
            var large = "姓名,身份证号,手机,住址\n" + string.Concat(Enumerable.Repeat($"测试二,{id},{Canaries[1]},{Canaries[3]}\n", 3000));
            var upload = await browser.UploadAsync("/persons/import", "list", Encoding.UTF8.GetBytes(large), "list.csv", ("organisation", first.Id.ToString()));
            Assert.Equal(HttpStatusCode.Redirect, upload.StatusCode);
            await browser.PostAsync("/persons/new", ("name", "测试\0" + id), ("organisation", first.Id.ToString()), ("status", "在职"), ("unit", "\0" + Canaries[3]));
            await ApplyAsync(server, browser, address[^36..], id, card);
            await DecideAsync(server, first);
            var exports = new List<byte[]>();
            foreach (var format in (string[])["csv", "xlsx"]) exports.Add(await (await browser.PostAsync("/applications/export", ("format", format), ("reason", "年度核对"))).Content.ReadAsByteArrayAsync());
            foreach (var format in (string[])["csv", "xlsx"]) exports.Add(await (await browser.PostAsync("/persons/export", ("format", format), ("reason", "年度核对"))).Content.ReadAsByteArrayAsync());
            // Paid, with an answer of the bank that waits; pages and lists of it are looked at, the bank's own file is what it is.
            await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 0);
            var cycle = await pay.ApprovedAsync();
            PayRoom.Must(await pay.MakeFilesAsync(cycle, "single-transfers"));
            var sent = (await pay.FilesAsync(cycle))[0];
            PayRoom.Must(await pay.FreezeAsync(await pay.DraftAsync(HonourWall.Admin.Disbursements.Programme.Applications)));
            await using (var db = pay.As(pay.Payer)) await pay.Returns.KeepAsync(db, sent, new(["序号", "帐号", "金额", "结果"], [["1", card, "500.00", "成功"]]), default);
            PayRoom.Must(await pay.ReturnAsync(sent));
            await using (var db = server.Room.Everything())
            {
                var corrected = Guid.CreateVersion7();
                db.Set<HonourWall.Admin.Disbursements.PayeeAccount>().Add(new() { Id = corrected, DisbursementId = (await pay.RowsAsync(cycle))[0].Id, OrganisationPath = first.OrganisationPath, Attempt = 1, Account = server.Room.Vault.Seal(HonourWall.Admin.Disbursements.PayeeAccount.AccountField, corrected, card), TypedBy = browser.Account!.Id, TypedAt = server.Room.Clock.Now });
                await db.SaveChangesAsync();
            }
            foreach (var format in (string[])["csv", "xlsx"]) exports.Add(await (await browser.PostAsync($"/cycles/{cycle.Id}/export", ("format", format), ("reason", "年度核对"))).Content.ReadAsByteArrayAsync());
            foreach (var page in (string[])[$"/cycles/{cycle.Id}", $"/disbursements/{(await pay.RowsAsync(cycle))[0].Id}", $"/bank-files/{sent.Id}", "/disbursements?q=测试"]) exports.Add(Encoding.UTF8.GetBytes(await browser.ReadAsync(page)));
            var backup = Path.Combine(temporary, "canary.backup");
            await Backup.WriteAsync(server.Room.Folder, server.Room.Address, backup, "vellum trail mixture ninety");
            var copy = Path.Combine(temporary, "copy");
            await DatabaseCopy.WriteAsync(server.Room.Address, copy);
            await using (var db = server.Room.Everything()) await server.Room.Anchor.MarkAsync(db, "daily");

            await AssertEverySealedColumnIsUsedAsync(server.Room);
            if (kind == DatabaseKind.Sqlite) await BuildPublicSiteAsync(Path.Combine(temporary, "site"));
            string[] planted = [id, card, .. Canaries[1..2], .. Canaries[3..]];
            foreach (var file in Directory.GetFiles(server.Room.Folder.Root, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".new", StringComparison.Ordinal)).Concat(Directory.GetFiles(temporary, "*", SearchOption.AllDirectories))
                // Pipes and sockets of other programs that come up meanwhile have no length, and reading one would wait for ever.
                .Concat(Directory.GetFiles(Path.GetTempPath()).Where(f => !before.Contains(f) && new FileInfo(f) is { Exists: true, Length: > 0 })))
                AssertClean(planted, Path.GetFileName(file), await ReadSharedAsync(file));
            foreach (var export in exports) AssertClean(planted, "export", Unpacked(export));
            AssertClean(planted, "log server", Encoding.UTF8.GetBytes(string.Join('\n', await logs.WaitAsync(all => all.Any(m => m.Contains("BankReturnApplied", StringComparison.Ordinal) || m.Contains("Exported", StringComparison.Ordinal))))));
            AssertClean(planted, "log", Encoding.UTF8.GetBytes(log.ToString()));
            if (kind == DatabaseKind.PostgreSql) AssertClean(planted, "dump", Encoding.UTF8.GetBytes(await DumpAsync(server.Room)));
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
            Directory.Delete(temporary, recursive: true);
        }
    }

    // An application with a canary in each sealed column, in a document's name and bytes, in words and reasons; wrong ones as well.
    private static async Task ApplyAsync(TestServer server, Browser browser, string person, string id, string card)
    {
        (string, string)[] form = [("person", person), ("benefit", "serious-illness"), ("fact-on", "2026-03-01"), ("fact-self_paid", Canaries[9]), ("fact-illness", Canaries[8]), ("payee-name", Canaries[11]), ("payee-id-number", id), ("payee-account", card)];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/applications/new", [.. form, ("earlier", Canaries[8])])).StatusCode);
        var created = await browser.PostAsync("/applications/new", form);
        Assert.Equal(HttpStatusCode.Redirect, created.StatusCode);
        var address = created.Headers.Location!.OriginalString.Split('?')[0];
        var scan = Encoding.UTF8.GetBytes("%PDF-1.4 " + string.Concat(Enumerable.Repeat(Canaries[10], 50_000)) + " %%EOF");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.UploadAsync(address + "/documents", "document", scan, Canaries[10] + ".pdf", ("kind", "Medical"))).StatusCode);
        await browser.UploadAsync(address + "/documents", "document", Encoding.UTF8.GetBytes(Canaries[10]), Canaries[10] + ".exe", ("kind", "Medical"));
        await browser.PostAsync(address + "/reveal", ("reason", Canaries[13]));
        await browser.PostAsync(address + "/clerk/submit", ("version", "1"), ("words", Canaries[12]));
        await using var db = server.Room.Everything();
        Assert.Equal(HonourWall.Admin.Applications.ApplicationState.FirstReview, (await db.Set<HonourWall.Admin.Applications.Application>().SingleAsync()).State);
    }

    // Approved, so that a payment goes to the one whom the application names.
    private static async Task DecideAsync(TestServer server, HonourWall.Admin.Organisations.Organisation district)
    {
        foreach (var (role, path) in ((Role, string)[])[(Role.FirstReviewer, "first-review/support"), (Role.SecondReviewer, "second-review/approve")])
        {
            HonourWall.Admin.Applications.Application application;
            await using (var db = server.Room.Everything()) application = await db.Set<HonourWall.Admin.Applications.Application>().SingleAsync();
            var reviewer = await server.SignInAsync(district, role);
            Assert.Equal(HttpStatusCode.Redirect, (await reviewer.PostAsync($"/applications/{application.Id}/{path}", ("version", application.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("words", Canaries[12]))).StatusCode);
        }
    }

    // The whole of each table as text: a dump of PostgreSQL is compressed, and would hide what it holds from a plain search.
    private static async Task<string> DumpAsync(TestRoom room)
    {
        await using var db = room.Everything();
        var text = new StringBuilder();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).Distinct())
        {
#pragma warning disable EF1002 // The name of one of our tables.
            foreach (var row in await db.Database.SqlQueryRaw<string>($"SELECT t::text AS \"Value\" FROM {table} t").ToListAsync()) text.AppendLine(row);
#pragma warning restore EF1002
        }
        Assert.Contains("测试一", text.ToString(), StringComparison.Ordinal);
        return text.ToString();
    }

    // A column that came later and that nobody planted anything in would pass unseen.
    private static async Task AssertEverySealedColumnIsUsedAsync(TestRoom room)
    {
        await using var db = room.Everything();
        foreach (var (table, column) in db.Model.GetEntityTypes().SelectMany(t => t.GetProperties().Where(p => p.ClrType == typeof(Admin.Protection.ProtectedText)).Select(p => (t.GetTableName(), p.GetColumnName()))))
        {
#pragma warning disable EF1002 // Names of our own tables and columns.
            var used = await db.Database.SqlQueryRaw<int>($"SELECT COUNT(*) AS \"Value\" FROM {table} WHERE {column} IS NOT NULL").SingleAsync();
#pragma warning restore EF1002
            Assert.True(used > 0, $"nothing was planted in {table}.{column}");
        }
    }

    // As it is published, while the room holds what was planted.
    private static async Task BuildPublicSiteAsync(string destination)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "HonourWall.sln"))) root = root.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        var built = Path.GetRelativePath(Path.Combine(root.FullName, "tests", "HonourWall.Admin.Tests"), AppContext.BaseDirectory);
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [Path.Combine(root.FullName, "generator", "HonourWall.Generator", built, "honourwall.dll"), "build", "--source", Path.Combine(root.FullName, "content"), "--destination", destination, "--compress", "none"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = System.Diagnostics.Process.Start(start) ?? throw new InvalidOperationException("honourwall did not start.");
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await error);
        Assert.True(File.Exists(Path.Combine(destination, "index.html")));
    }

    private static void AssertClean(string[] planted, string where, byte[] content)
    {
        foreach (var canary in planted) Assert.True(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)) < 0, $"{canary} stands in {where}.");
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static byte[] Unpacked(byte[] file)
    {
        if (!file.AsSpan().StartsWith("PK"u8)) return file;
        using var zip = new ZipArchive(new MemoryStream(file));
        using var all = new MemoryStream();
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            stream.CopyTo(all);
        }
        return all.ToArray();
    }

    private static string ValidId(string number) => number[..17] + HonourWall.Admin.Registry.IdNumber.CheckCharacter(number);

    private static string ValidCard(string number) => "0123456789".Select(check => number[..^1] + check).First(card => HonourWall.Admin.Registry.PersonForm.RefuseCard(card) is null);
}
