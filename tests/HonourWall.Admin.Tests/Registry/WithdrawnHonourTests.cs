using System.Net;
using System.Text;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Registry;

/// <summary>撤销: an honour that was withdrawn entitles to nothing from its day on.</summary>
public class WithdrawnHonourTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("北京市劳动模范 2020", null)]
    [InlineData("北京市劳动模范 2020，撤销 2024-05-01", "2024-05-01")]
    [InlineData("北京市劳动模范 2020年（2024年5月1日撤销）", "2024-05-01")]
    [InlineData("2020年北京市劳动模范，撤销日期：2024/5/1", "2024-05-01")]
    public void It_is_written_in_the_ways_people_write(string line, string? day)
    {
        var honour = WrittenHonour.Read(line, Today, out var wrong);
        Assert.Equal("", wrong);
        Assert.Equal(new("北京市劳动模范", 2020, day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)), honour);
        Assert.Equal(honour, WrittenHonour.Read(honour!.ToString(), Today, out _)); // ! : asserted above
    }

    [Theory]
    [InlineData("北京市劳动模范 2020，撤销")]
    [InlineData("北京市劳动模范 2020，撤销 去年")]
    [InlineData("北京市劳动模范 2020，撤销 2019-12-31")]
    [InlineData("北京市劳动模范 2020，撤销 2028-01-01")]
    public void A_day_that_cannot_be_is_refused(string line)
    {
        Assert.Null(WrittenHonour.Read(line, Today, out var wrong));
        Assert.Contains("撤销", wrong, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_comes_in_by_list_and_by_form_stands_in_the_history_and_goes_out_again(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        async Task<HttpResponseMessage> Upload(string list) => await browser.UploadAsync("/persons/import", "list", Encoding.UTF8.GetBytes(list), "list.csv", ("organisation", first.Id.ToString()));
        var bad = await Upload("姓名,荣誉,撤销日期\n测试一,北京市劳动模范 2020；首都劳动奖章 2015,2024-05-01\n测试二,北京市劳动模范 2020,去年\n");
        var page = await (await browser.GetAsync(bad.Headers.Location!.OriginalString)).Content.ReadAsStringAsync(); // ! : where an upload leads
        foreach (var part in (string[])["撤销日期要跟着一项荣誉", "撤销日期写成 2024-05-01 的样子"]) Assert.Contains(part, page, StringComparison.Ordinal);
        var good = await Upload("姓名,单位,荣誉,获奖年份,撤销日期\n测试一,示例公司,北京市劳动模范,2020,2024/5/1\n测试二,示例公司,北京市劳动模范,2020,\n");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(good.Headers.Location!.OriginalString + "/apply")).StatusCode); // ! : as above
        List<Person> persons;
        await using (var db = server.Room.Everything()) persons = await db.Persons.Include(p => p.Honours).OrderBy(p => p.Name).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([new(2024, 5, 1), null], persons.Select(p => p.Honours[0].RevokedOn));

        var address = $"/persons/{persons[1].Id}";
        var saved = await browser.PostAsync(address + "/edit", ("name", "测试二"), ("organisation", first.Id.ToString()), ("status", "在职"), ("unit", "示例公司"), ("version", "0"), ("honours", "北京市劳动模范 2020，撤销 2026-03-01"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("撤销 2026-03-01", await browser.ReadAsync(address + "/edit"), StringComparison.Ordinal);
        Assert.Contains("（2026-03-01 撤销）", await browser.ReadAsync(address), StringComparison.Ordinal);
        var file = Encoding.UTF8.GetString(await (await browser.PostAsync("/persons/export", ("reason", "核对撤销名单"), ("format", "csv"))).Content.ReadAsByteArrayAsync());
        foreach (var part in (string[])["北京市劳动模范 2020，撤销 2024-05-01", "北京市劳动模范 2020，撤销 2026-03-01"]) Assert.Contains(part, file, StringComparison.Ordinal);
        await using var after = server.Room.Everything();
        Assert.Equal(1, await after.Set<PersonEvent>().CountAsync(e => e.PersonId == persons[1].Id && e.Field == "荣誉" && e.Before == "北京市劳动模范 2020" && e.After == "北京市劳动模范 2020，撤销 2026-03-01", TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task From_its_day_on_nothing_is_frozen_and_what_was_frozen_is_held(DatabaseKind kind)
    {
        await using var pay = await PayRoom.OpenAsync(kind, persons: 6);
        await using (var db = pay.Room.Everything())
        {
            pay.Add(db, pay.District, 91, form => form with { Honours = "全国劳动模范 2010，撤销 2026-03-10" });
            pay.Add(db, pay.District, 92, form => form with { Honours = "全国劳动模范 2010，撤销 2026-03-11" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        // Paid on the 10th: by the day it counts no longer, by the day after it still did.
        var gift = await pay.DraftAsync(Programme.SpringGift);
        PayRoom.Must(await pay.FreezeAsync(gift));
        var rows = await pay.RowsAsync(gift);
        Assert.DoesNotContain(rows, r => r.Name == "测试00091");
        Assert.Contains(rows, r => r.Name == "测试00092" && r.State == DisbursementState.Ready);
        await using (var db = pay.Room.Everything()) await db.Set<PersonHonour>().Where(h => h.PersonId == rows[0].PersonId).ExecuteUpdateAsync(set => set.SetProperty(h => h.RevokedOn, new DateOnly(2026, 3, 1)), TestContext.Current.CancellationToken);
        PayRoom.Must(await pay.ReviewAsync(gift));
        Assert.Contains("已暂扣", await pay.ApproveAsync(gift), StringComparison.Ordinal);
        Assert.Equal(Hold.NotEligible, (await pay.RowsAsync(gift))[0].Hold);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task After_the_file_its_page_says_to_call_the_bank_until_the_bank_has_answered(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 6);
        var clerk = await server.SignInAsync(first, Role.Clerk);
        var cycle = await pay.ApprovedAsync();
        PayRoom.Must(await pay.MakeFilesAsync(cycle));
        var file = Assert.Single(await pay.FilesAsync(cycle));
        var rows = await pay.RowsAsync(cycle);
        server.Room.Clock.Pass(TimeSpan.FromMinutes(1));
        const string warning = "人登记了撤销或去掉荣誉";
        // Another one that was added is none that was lost.
        foreach (var (row, honours) in rows.Zip((string[])["全国劳动模范 2010\n北京市劳动模范 2005", "全国劳动模范 2010，撤销 2026-03-01", ""]))
        {
            Assert.DoesNotContain(row.RowNumber == 3 ? "有 2 " : warning, await clerk.ReadAsync($"/bank-files/{file.Id}"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync($"/persons/{row.PersonId}/edit", ("name", row.Name), ("organisation", first.Id.ToString()), ("status", "在职"), ("unit", "示例公司"), ("version", "0"), ("honours", honours))).StatusCode);
        }
        // By a merge with an entry that knows it to be withdrawn.
        await using (var db = server.Room.Everything())
        {
            var twin = pay.Add(db, first, 50, form => form with { IdNumberText = "", Honours = "全国劳动模范 2010，撤销 2026-03-01" }).Id;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync($"/persons/{rows[3].PersonId}/merge", ("duplicate", twin.ToString()))).StatusCode);
        }
        Assert.Contains("送银行之后有 3 " + warning, await clerk.ReadAsync($"/bank-files/{file.Id}"), StringComparison.Ordinal);
        PayRoom.Must(await pay.ReturnAsync(file));
        Assert.DoesNotContain(warning, await clerk.ReadAsync($"/bank-files/{file.Id}"), StringComparison.Ordinal);
    }
}
