using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Tests.Applications;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Web;

/// <summary>What somebody tries who has an account and means no good; docs/security.md lists it.</summary>
public class AttackTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_form_token_serves_nobody_else_and_no_other_site(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var (one, two) = (await server.SignInAsync(first, Role.SystemAdministrator), await server.SignInAsync(first, Role.SystemAdministrator));
        var (own, stolen) = (await two.TokenAsync(), await one.TokenAsync());
        async Task<HttpStatusCode> Rename(string token, string? site = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/organisations/{first.Id}/name") { Content = new FormUrlEncodedContent([new("name", "甲区被改名"), new("_form", token)]) };
            if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
            return (await two.SendAsync(request)).StatusCode;
        }
        foreach (var token in (string[])["", stolen, own[..^2] + (own[^2..] == "AA" ? "BB" : "AA"), new string('A', own.Length)]) Assert.Equal(HttpStatusCode.BadRequest, await Rename(token));
        foreach (var site in (string[])["cross-site", "same-site"]) Assert.Equal(HttpStatusCode.BadRequest, await Rename(own, site));
        await using (var db = server.Room.Everything()) Assert.Equal("甲区总工会", (await db.Organisations.SingleAsync(o => o.Id == first.Id, TestContext.Current.CancellationToken)).Name);
        Assert.Equal(HttpStatusCode.Redirect, await Rename(own, "same-origin"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_file_name_of_an_attacker_becomes_neither_a_header_nor_the_name_of_a_download(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        await using var room = await ApplicationRoom.FillAsync(server.Room);
        var (clerk, first) = (await server.SignInAsync(room.District, Role.Clerk), await server.SignInAsync(room.District, Role.FirstReviewer));
        var created = await clerk.PostAsync("/applications/new", ("person", room.Person.Id.ToString()), ("benefit", "fire"), ("fact-on", "2026-03-01"), ("fact-loss", "20000"));
        var address = created.Headers.Location!.OriginalString.Split('?')[0]; // ! : where an accepted form leads
        foreach (var name in (string[])["a\\\"; filename=\\\"evil.html.pdf", "a%0d%0aSet-Cookie: evil=1.pdf", "../../../../etc/cron.d/evil.pdf", "<script>alert(1)</script>.pdf", new string('长', 500) + ".pdf"])
        {
            var answer = await clerk.PostAsync(address + "/documents", Raw(await clerk.TokenAsync(), name));
            Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.UnprocessableEntity, answer.StatusCode.ToString());
            Assert.DoesNotContain("evil", string.Concat(answer.Headers), StringComparison.Ordinal);
        }
        await using var db = server.Room.Everything();
        var documents = await db.Set<HonourWall.Admin.Applications.ApplicationDocument>().Select(d => d.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(documents);
        foreach (var document in documents)
        {
            var file = await first.PostAsync($"{address}/documents/{document}/open", ("reason", "初审本申请"));
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Matches("^\"?[A-Za-z0-9-]+[.]pdf\"?$", file.Content.Headers.ContentDisposition?.FileName ?? "");
            Assert.DoesNotContain("evil", string.Concat(file.Headers) + string.Concat(file.Content.Headers), StringComparison.Ordinal);
        }
        Assert.DoesNotContain("<script>", await clerk.ReadAsync(address), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_giant_body_a_thousand_fields_and_a_bomb_get_a_message_and_leave_nothing(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, district, _, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, district);
        var cycle = await pay.ApprovedAsync();
        PayRoom.Must(await pay.MakeFilesAsync(cycle));
        var file = (await pay.FilesAsync(cycle))[0].Id;
        var browser = await server.SignInAsync(district, Role.Clerk, Role.Payer);
        foreach (var address in (string[])["/persons/import", $"/bank-files/{file}/return"])
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.UploadAsync(address, "list", Bomb(), "list.xlsx", ("organisation", district.Id.ToString()))).StatusCode);
            var giant = await browser.UploadAsync(address, "list", new byte[13 * 1024 * 1024], "list.csv", ("organisation", district.Id.ToString()));
            Assert.True((int)giant.StatusCode is >= 400 and < 500, $"{address}: {giant.StatusCode}");
        }
        var fields = await browser.PostAsync("/persons/new", [.. Enumerable.Range(0, 1_000).Select(i => ("f" + i, "x"))]);
        Assert.True((int)fields.StatusCode is >= 400 and < 500, fields.StatusCode.ToString());
        await using var db = server.Room.Everything();
        Assert.Equal(0, await db.Set<HonourWall.Admin.Registry.Import.PendingImport>().CountAsync(TestContext.Current.CancellationToken) + await db.Set<HonourWall.Admin.Disbursements.Banking.PendingReturn>().CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_formula_that_was_typed_as_a_name_leaves_every_list_as_text(DatabaseKind kind)
    {
        const string Formula = "=HYPERLINK(\"http://evil.example\")";
        await using var server = await TestServer.StartAsync(kind);
        var (city, _, _, _) = await server.Room.GrowTreeAsync();
        var administrator = await server.SignInAsync(city, Role.SystemAdministrator);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostAsync($"/organisations/{city.Id}/children", ("name", Formula), ("level", nameof(OrganisationLevel.District)))).StatusCode);
        await administrator.PostAsync("/accounts/new", ("proof", "InPerson"), ("proof-number", "2026-1"), ("login", "formula"), ("name", "@SUM(A1)"), ("staff-number", "+1"), ("organisation", city.Id.ToString()), ("kind", "Business"));
        foreach (var list in (string[])["organisations", "accounts"])
        {
            var text = Encoding.UTF8.GetString(await (await administrator.PostAsync($"/{list}/export", ("reason", "年度核对"), ("format", "csv"))).Content.ReadAsByteArrayAsync());
            Assert.DoesNotMatch("(^|[,\"\n])[=@+]", text.TrimStart('\uFEFF'));
        }
        Assert.Contains("'=HYPERLINK", Encoding.UTF8.GetString(await (await administrator.PostAsync("/organisations/export", ("reason", "年度核对"), ("format", "csv"), ("q", "HYPERLINK"))).Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        await using var db = server.Room.Everything();
        Assert.Equal(3, await db.AuditEntries.CountAsync(e => e.Action == "Exported", TestContext.Current.CancellationToken));
    }

    // By hand: a client library would mend the name.
    private static ByteArrayContent Raw(string token, string name)
    {
        var body = new List<byte>();
        void Add(string text) => body.AddRange(Encoding.UTF8.GetBytes(text));
        Add($"--b\r\nContent-Disposition: form-data; name=\"_form\"\r\n\r\n{token}\r\n--b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nMedical\r\n--b\r\nContent-Disposition: form-data; name=\"document\"; filename=\"{name}\"\r\nContent-Type: application/pdf\r\n\r\n");
        body.AddRange(ApplicationRoom.Pdf);
        Add("\r\n--b--\r\n");
        return new ByteArrayContent([.. body]) { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b") } };
    }

    private static byte[] Bomb()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            for (var i = 0; i < 300; i++) sheet.Write(new byte[1024 * 1024]);
        }
        return file.ToArray();
    }
}
