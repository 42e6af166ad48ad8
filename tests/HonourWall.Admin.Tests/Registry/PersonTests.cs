using System.IO.Compression;
using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Statistics;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Registry;

public class PersonTests
{
    private const string Id = "99999919900307008X";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_person_is_taken_in_masked_found_by_number_and_revealed_with_a_reason(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        var address = (await Create(browser, first)).Headers.Location!.OriginalString.Split('?')[0];

        var page = await browser.ReadAsync(address);
        Assert.Contains("999***********008X", page, StringComparison.Ordinal);
        foreach (var secret in (string[])[Id, "13800138000", "6222021234567890128", "示例路1号", "高血压", "3000"]) Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Id, await browser.ReadAsync(address + "/edit"), StringComparison.Ordinal);

        Assert.Equal(address, (await browser.PostAsync("/persons/find", ("number", " 999999 19900307 008x "))).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/persons/find", ("number", "999999199003070081"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.GetAsync("/persons?q=" + Id)).StatusCode);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync(address + "/reveal", ("field", "id_number"), ("reason", ""))).StatusCode);
        var revealed = await browser.PostAsync(address + "/reveal", ("field", "id_number"), ("reason", "核对发放信息"));
        Assert.Contains(Id, await revealed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("60;", revealed.Headers.GetValues("Refresh").Single(), StringComparison.Ordinal);
        Assert.Contains("核对发放信息", await browser.ReadAsync(address), StringComparison.Ordinal);

        await using var db = server.Room.Everything();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == "Revealed" && e.Result == "ok"));
        Assert.Equal(2, await db.AuditEntries.CountAsync(e => e.Action == "LookedUp"));
        foreach (var detail in await db.AuditEntries.Select(e => e.Detail).ToListAsync()) Assert.DoesNotContain("99999919900307", detail ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("测试𠮷野", false)]
    [InlineData("测试葛\U000E0100", false)]
    [InlineData("阿依古丽·测试", false)]
    [InlineData("测\u202E试", true)]
    [InlineData("测试\u200B", true)]
    [InlineData("测\u2028试", true)]
    [InlineData("测试\uFFFD", true)]
    [InlineData("测试\0", true)]
    public void A_name_with_invisible_characters_is_none(string name, bool refused) =>
        Assert.Equal(refused, new PersonForm { Name = name, Status = "在职" }.Check(new(2026, 3, 1)).Of("name") is not null);

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_number_that_several_people_share_shows_all_of_them(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        foreach (var name in (string[])["测试夫", "测试妻", "测试他人"]) await browser.PostAsync("/persons/new", ("name", name), ("organisation", first.Id.ToString()), ("status", "在职"), ("mobile", name == "测试他人" ? "13800138001" : "13800138000"));
        var page = await (await browser.PostAsync("/persons/find", ("number", "13800138000"))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var shown in (string[])["有 2 份档案", "测试夫", "测试妻"]) Assert.Contains(shown, page, StringComparison.Ordinal);
        Assert.DoesNotContain("测试他人", page, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_history_of_hundreds_of_lines_can_be_read_to_its_end(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        await using var room = await Applications.ApplicationRoom.FillAsync(server.Room);
        var browser = await server.SignInAsync(room.District, Role.Clerk, Role.FirstReviewer);
        await using var db = server.Room.Everything();
        var application = await room.DraftAsync(Actor.Of(browser.Account!.Id, "测试经办", room.District.Path, [Role.Clerk]));
        for (var i = 1; i <= 230; i++)
        {
            var at = server.Room.Clock.Now.AddMinutes(i);
            db.Set<PersonEvent>().Add(new() { PersonId = room.Person.Id, OrganisationPath = room.District.OrganisationPath, At = at, By = "测试经办", Field = $"第{i:D3}次修改" });
            var id = Guid.CreateVersion7();
            db.Set<Admin.Applications.ApplicationEvent>().Add(new() { Id = id, ApplicationId = application, OrganisationPath = room.District.OrganisationPath, At = at, ById = browser.Account.Id, ByName = "测试经办", Subject = $"第{i:D3}次查看", State = Admin.Applications.ApplicationState.Draft, Words = server.Room.Vault.Seal(Admin.Applications.ApplicationFields.Words, id, $"第{i:D3}条意见") });
        }
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        foreach (var (address, word) in ((string, string)[])[($"/persons/{room.Person.Id}", "次修改"), ($"/applications/{application}", "次查看")])
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var (page, next) = (0, address); next.Length > 0; page++)
            {
                Assert.InRange(page, 0, 5);
                var text = await browser.ReadAsync(next);
                foreach (System.Text.RegularExpressions.Match line in System.Text.RegularExpressions.Regex.Matches(text, "第[0-9]{3}" + word)) Assert.True(seen.Add(line.Value));
                next = System.Text.RegularExpressions.Regex.Match(text, "href=\"([^\"#]+)#history\" rel=\"next\"").Groups[1].Value;
            }
            Assert.Equal(230, seen.Count);
        }

        // What is opened is what stands on the page that was asked for.
        var opened = await (await browser.PostAsync($"/applications/{application}/reveal", ("reason", "初审本申请"), ("page", "2"))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("第150条意见", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("第230条意见", opened, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Reveals_are_so_many_an_hour(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        var address = (await Create(browser, first)).Headers.Location!.OriginalString.Split('?')[0];
        for (var i = 0; i < Reveals.PerHour; i++) Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync(address + "/reveal", ("field", "id_number"), ("reason", "核对发放信息"))).StatusCode);
        var refused = await browser.PostAsync(address + "/reveal", ("field", "id_number"), ("reason", "核对发放信息"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.DoesNotContain(Id, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_form_says_what_is_wrong_at_the_field_and_loses_nothing(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        var answer = await browser.PostAsync("/persons/new", ("name", "测试<一>"), ("organisation", first.Id.ToString()), ("status", "在职"), ("unit", "示例公司"), ("id-number", "999999199003070081"), ("mobile", "123"), ("honours", "没有年份的奖"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        foreach (var expected in (string[])["测试&lt;一&gt;", "示例公司", "999999199003070081", "校验位不对", "手机号须为 11 位", "没有年份的奖", "id=\"f-id-number-error\"", "aria-invalid=\"true\""])
            Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Editing_keeps_sealed_fields_writes_history_and_never_overwrites_another_ones_change(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, unit) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        var address = (await Create(browser, first)).Headers.Location!.OriginalString.Split('?')[0];
        (string, string)[] form = [("name", "测试一"), ("organisation", unit.Id.ToString()), ("status", "离退休"), ("status-since", "2026-02-01"), ("unit", "示例公司二"), ("honours", "全国劳动模范 2020"), ("version", "0"), ("remove", "health")];
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(address + "/edit", form)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync(address + "/edit", form)).StatusCode);

        await using var db = server.Room.Everything();
        var person = await db.Persons.Include(p => p.Honours).Include(p => p.StatusChanges).SingleAsync();
        Assert.Equal(PersonStatus.Retired, person.Status);
        Assert.Equal(unit.OrganisationPath, person.OrganisationPath);
        Assert.All(person.Honours, h => Assert.Equal(unit.OrganisationPath, h.OrganisationPath));
        Assert.Equal(2, person.StatusChanges.Count);
        Assert.Equal(["全国劳动模范"], person.Honours.Select(h => h.Award));
        Assert.Equal(Id, server.Room.Vault.Open(PersonFields.IdNumber, person.Id, person.IdNumber!, OpenPurpose.Internal));
        Assert.Null(person.Health);
        var fields = await db.Set<PersonEvent>().Select(e => e.Field).ToListAsync();
        foreach (var field in (string[])["状态", "单位", "荣誉", "组织", "健康情况"]) Assert.Contains(field, fields);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_entries_of_one_person_become_one_with_both_histories(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        var stays = (await browser.PostAsync("/persons/new", ("name", "测试一"), ("organisation", first.Id.ToString()), ("status", "在职"), ("unit", "示例公司"), ("honours", "北京市劳动模范 2015"))).Headers.Location!.OriginalString.Split('?')[0];
        var duplicate = (await Create(browser, first)).Headers.Location!.OriginalString.Split('?')[0];
        Assert.Contains("可能重复", await browser.ReadAsync(stays), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(stays + "/merge", ("duplicate", duplicate[9..]))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync(stays + "/merge", ("duplicate", duplicate[9..]))).StatusCode);

        await using var db = server.Room.Everything();
        var person = await db.Persons.Include(p => p.Honours).SingleAsync(p => p.MergedIntoId == null);
        Assert.Equal(stays[9..], person.Id.ToString());
        Assert.Equal(2, person.Honours.Count);
        Assert.Equal(Id, server.Room.Vault.Open(PersonFields.IdNumber, person.Id, person.IdNumber!, OpenPurpose.Internal));
        Assert.Equal("6222021234567890128", server.Room.Vault.Open(PersonFields.BankCard, person.Id, person.BankCard!, OpenPurpose.Internal));
        Assert.Equal(stays, (await browser.PostAsync("/persons/find", ("number", Id))).Headers.Location?.OriginalString);
        Assert.Contains("已并入", await browser.ReadAsync(duplicate), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_an_entry_was_paid_and_that_its_person_died_is_not_lost_when_it_is_merged(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 6);
        var browser = await server.SignInAsync(first, Role.Clerk);
        var cycle = await pay.ApprovedAsync();
        PayRoom.Must(await pay.MakeFilesAsync(cycle));
        var (paid, dead, late) = ((await pay.RowsAsync(cycle))[0], (await pay.RowsAsync(cycle))[1], (await pay.RowsAsync(cycle))[2]);
        PayRoom.Must(await pay.ReturnAsync((await pay.FilesAsync(cycle))[0], late.RowNumber));
        var stays = new List<Guid>();
        await using (var db = server.Room.Everything())
        {
            for (var serial = 101; serial <= 102; serial++) stays.Add(pay.Add(db, first, serial).Id);
            // The first entry was paid under a mistyped number, which has been taken out since.
            foreach (var person in await db.Persons.Where(p => p.Id == paid.PersonId || p.Id == dead.PersonId).ToListAsync()) (person.IdNumber, person.IdNumberIndex) = (null, null);
            (await db.Persons.SingleAsync(p => p.Id == dead.PersonId)).Status = PersonStatus.Deceased;
            await db.SaveChangesAsync();
        }
        var refused = await browser.PostAsync($"/persons/{stays[1]}/merge", ("duplicate", dead.PersonId.ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("状态改成一致", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync($"/persons/{stays[0]}/merge", ("duplicate", paid.PersonId.ToString()))).StatusCode);

        var again = await pay.DraftAsync();
        PayRoom.Must(await pay.FreezeAsync(again));
        Assert.DoesNotContain(stays[0], (await pay.RowsAsync(again)).Select(r => r.PersonId));
        Assert.Contains(stays[1], (await pay.RowsAsync(again)).Select(r => r.PersonId));
        // One person for the statistics, whichever entry each year's payment went to.
        await using var look = pay.As(pay.Clerk);
        Assert.DoesNotContain(paid.PersonId, await look.Set<PaidPerson>().Select(p => p.PersonId).ToListAsync());
        Assert.Contains(stays[0], await look.Set<PaidPerson>().Select(p => p.PersonId).ToListAsync());
        Assert.Equal(5, (await PaymentStatistics.ReadAsync(look, 2026, 1, default)).Cells[^1][^1]!.Persons);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "csv")]
    [InlineData(DatabaseKind.PostgreSql, "xlsx")]
    public async Task An_export_asks_for_a_reason_is_masked_marked_and_on_record(DatabaseKind kind, string format)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        await Create(browser, first, "=cmd|测试");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/persons/export", ("format", format), ("reason", ""))).StatusCode);
        var file = await (await browser.PostAsync("/persons/export", ("format", format), ("reason", "年度核对"))).Content.ReadAsByteArrayAsync();
        var table = TableReader.Read(file);
        // For Excel it is text; read again it is the name.
        using var sheet = format == "csv" ? new MemoryStream(file) : new ZipArchive(new MemoryStream(file)).GetEntry("xl/worksheets/sheet1.xml")!.Open();
        Assert.Contains("'=cmd|测试", await new StreamReader(sheet).ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("=cmd|测试", table.Rows[0][0]);
        Assert.Equal("9****************X", table.Rows[0][5]);
        Assert.Contains(browser.Account!.Login, table.Rows[1][0], StringComparison.Ordinal);
        foreach (var secret in (string[])[Id, "13800138000", "6222021234567890128"]) Assert.DoesNotContain(secret, string.Join('|', table.Rows.SelectMany(r => r)), StringComparison.Ordinal);
        var masked = TableReader.Read(await (await browser.PostAsync("/persons/export", ("format", "csv"), ("reason", "年度核对"), ("names", "masked"))).Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain("测试", masked.Rows[0][0], StringComparison.Ordinal);
        await using var db = server.Room.Everything();
        Assert.Equal(2, await db.AuditEntries.CountAsync(e => e.Action == "Exported"));
    }

    internal static Task<HttpResponseMessage> Create(Browser browser, Organisation organisation, string name = "测试一") => browser.PostAsync("/persons/new",
        ("name", name), ("organisation", organisation.Id.ToString()), ("status", "在职"), ("unit", "示例公司"), ("id-number", Id), ("mobile", "138 0013 8000"), ("bank-card", "6222021234567890128"),
        ("bank-name", "示例银行"), ("address", "示例市示例区示例路1号"), ("health", "高血压"), ("income", "3000"), ("honours", "北京市劳动模范 2020"));
}
