using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Operations;
using HonourWall.Admin.Registry.Import;
using HonourWall.Admin.Rules.Releases;
using HonourWall.Admin.Tests.Applications;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using HonourWall.Admin.Uploads;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Uploads;

/// <summary>Uploads before a real ClamAV daemon.</summary>
public partial class VirusScanTests
{
    // EICAR's test file, in two halves: nobody's scanner is to find it here.
    private const string Eicar = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_virus_is_found_in_every_kind_of_upload_and_a_silent_scanner_lets_nothing_through(DatabaseKind kind)
    {
        await using var clamd = await ClamDaemon.StartAsync(Eicar);
        var scanner = ScannerAddress.Parse(clamd.Socket);
        await using var server = await TestServer.StartAsync(kind, options => options with { VirusScanner = scanner });
        var (city, district, _, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, district);
        var cycle = await pay.ApprovedAsync();
        PayRoom.Must(await pay.MakeFilesAsync(cycle));
        var file = (await pay.FilesAsync(cycle))[0].Id;
        var (browser, proposer) = (await server.SignInAsync(district, Role.Clerk, Role.Payer), await server.SignInAsync(city, Role.Clerk));
        await using var applications = ApplicationRoom.Over(server.Room, district);
        var person = await applications.AddPersonAsync("测试一");
        var created = await browser.PostAsync("/applications/new", ("person", person.Id.ToString()), ("benefit", "fire"), ("fact-on", "2026-03-01"), ("fact-loss", "20000"));
        var documents = created.Headers.Location!.OriginalString.Split('?')[0] + "/documents"; // ! : where an accepted form leads
        var basis = BaseField().Match(await proposer.ReadAsync("/rules/edit?file=fire.yaml")).Groups[1].Value;

        async Task<string[]> UploadAsync(string inside) =>
        [
            await TextAsync(await browser.UploadAsync(documents, "document", Encoding.Latin1.GetBytes($"%PDF-1.4 {inside} %%EOF"), "证明.pdf", ("kind", "Accident"))),
            await TextAsync(await browser.UploadAsync("/persons/import", "list", Encoding.UTF8.GetBytes($"姓名,备注\n测试二,{inside}\n"), "list.csv", ("organisation", district.Id.ToString()))),
            await TextAsync(await browser.UploadAsync($"/bank-files/{file}/return", "list", Encoding.UTF8.GetBytes($"序号,{inside}\n1,2\n"), "list.csv")),
            await TextAsync(await proposer.UploadAsync("/rules/edit", "files", Encoding.UTF8.GetBytes("# " + inside), "fire.yaml", ("base", basis), ("file", ""), ("text", ""), ("tests", ""), ("note", "金丝雀打的字"))),
        ];

        foreach (var text in await UploadAsync(Eicar)) Assert.Contains("文件里发现病毒（HonourWall.Test.UNOFFICIAL）", text, StringComparison.Ordinal);
        await AssertNothingIsKeptAsync(server.Room, "Infected: HonourWall.Test.UNOFFICIAL");

        // What was typed beside the file comes back; a clean file goes through.
        Assert.Contains("金丝雀打的字", (await UploadAsync(Eicar))[^1], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.UploadAsync(documents, "document", ApplicationRoom.Pdf, "证明.pdf", ("kind", "Accident"))).StatusCode);
        await using (var db = server.Room.Everything()) await db.Set<ApplicationDocument>().ExecuteDeleteAsync();

        Assert.True(await new VirusScanner(scanner).AnswersAsync(default));
        await clamd.StopAsync();
        Assert.False(await new VirusScanner(scanner).AnswersAsync(default));
        foreach (var text in await UploadAsync("clean")) Assert.Contains("病毒检查服务没有应答", text, StringComparison.Ordinal);
        await AssertNothingIsKeptAsync(server.Room, "Unknown: SocketException");
    }

    [Fact]
    public void A_scanner_on_another_machine_is_refused_for_it_would_be_sent_everything_in_the_clear()
    {
        Assert.Throws<OperationException>(() => ScannerAddress.Parse("10.0.0.5:3310"));
        Assert.Throws<OperationException>(() => ScannerAddress.Parse("clamav"));
        Assert.Equal("127.0.0.1:3310", ScannerAddress.Parse("localhost:3310").Place.ToString());
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task AssertNothingIsKeptAsync(TestRoom room, string recorded)
    {
        await using var db = room.Everything();
        Assert.Equal(0, await db.Set<ApplicationDocument>().CountAsync() + await db.Set<PendingImport>().CountAsync() + await db.Set<PendingReturn>().CountAsync() + await db.Set<RuleRelease>().CountAsync(r => r.State == RuleReleaseState.Proposed));
        Assert.Equal(["/applications/{id:guid}/documents", "/bank-files/{id:guid}/return", "/persons/import", "/rules/edit"],
            (await db.AuditEntries.Where(e => e.Action == "UploadRefused" && e.Detail == recorded).Select(e => e.SubjectId!).ToListAsync()).Order(StringComparer.Ordinal)); // ! : the gate always names one
    }

    [GeneratedRegex("name=\"base\" value=\"([^\"]+)\"")]
    private static partial Regex BaseField();
}
