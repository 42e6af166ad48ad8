using System.Net;
using System.Text;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Registry.Import;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Tests.Data;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Registry;

public class ImportTests
{
    private const string Good = "劳模姓名,工作单位,身份证号码,联系电话,荣誉称号,获奖年份,备注\n测试一,示例公司,99999919900307008X,13800138000,北京市劳动模范,2020,x\n测试二,示例公司,,,首都劳动奖章 2015；全国劳动模范 2020,,\n";

    public static TheoryData<DatabaseKind, string> Encodings() => new()
    {
        { DatabaseKind.Sqlite, "utf-8" }, { DatabaseKind.Sqlite, "gb18030" }, { DatabaseKind.Sqlite, "xlsx" }, { DatabaseKind.PostgreSql, "gb18030" }, { DatabaseKind.PostgreSql, "xlsx" },
    };

    [Theory, MemberData(nameof(Encodings))]
    public async Task A_good_list_is_checked_and_then_taken_in_whole(DatabaseKind kind, string encoding)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        var address = await Upload(browser, first, Encode(Good, encoding));
        var page = await browser.ReadAsync(address);
        Assert.Contains("没有错误", page, StringComparison.Ordinal);
        Assert.Contains("备注", page, StringComparison.Ordinal);
        // What will be added is seen before it is, and its numbers masked.
        foreach (var expected in (string[])["甲区总工会 2 人", "北京市劳动模范 2020", "999***********008X", "138****8000"]) Assert.Contains(expected, page, StringComparison.Ordinal);
        Assert.DoesNotContain("99999919900307008X", page, StringComparison.Ordinal);
        await using (var db = server.Room.Everything()) Assert.Equal(0, await db.Persons.CountAsync());

        // A double click: one of them finds nothing any more.
        var answers = await Task.WhenAll(browser.PostAsync(address + "/apply"), browser.PostAsync(address + "/apply"));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
        await using var after = server.Room.Everything();
        var persons = await after.Persons.Include(p => p.Honours).Include(p => p.StatusChanges).OrderBy(p => p.Name).ToListAsync();
        Assert.Equal(["测试一", "测试二"], persons.Select(p => p.Name));
        Assert.Equal("99999919900307008X", server.Room.Vault.Open(PersonFields.IdNumber, persons[0].Id, persons[0].IdNumber!, OpenPurpose.Internal));
        Assert.Equal([("北京市劳动模范", 2020)], persons[0].Honours.Select(h => (h.Award, h.Year)));
        Assert.Equal(2, persons[1].Honours.Count);
        Assert.Equal(0, await after.Set<PendingImport>().CountAsync());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_mistake_and_nobody_is_taken_in_and_each_has_its_row_and_column(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using (var db = server.Room.Everything())
        {
            var known = ScopeTests.NewPerson(first, "测试九");
            known.IdNumberIndex = server.Room.Vault.Index(PersonFields.IdNumber, "99999919900307008X");
            db.Persons.Add(known);
            await db.SaveChangesAsync();
        }
        var browser = await server.SignInAsync(first, Role.Clerk);
        var address = await Upload(browser, first, Encoding.UTF8.GetBytes("姓名,身份证号,状态,手机,组织\n测试一,99999919900307008x,在职,13800138000,\n,999999199003070081,在职,1,\n测试三,,睡觉,,乙区总工会\n测试四,,,,\n测试四,,,,\n"));
        var answer = await browser.GetAsync(address);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        foreach (var expected in (string[])["档案里已有这个身份证号", "请填写姓名", "校验位不对", "手机号须为 11 位", "状态须是", "您的组织范围内没有“乙区总工会”", "B 身份证号", "同名、同单位"])
            Assert.Contains(expected, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync(address + "/apply")).StatusCode);
        // Like any other list it leaves with a reason, a mark and a record; the mark is no row, for the list comes back.
        Assert.Contains("请写明用途", WebUtility.HtmlDecode(await (await browser.PostAsync(address + "/copy", ("reason", "？"))).Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var copy = await (await browser.PostAsync(address + "/copy", ("reason", "改正导入的名单"))).Content.ReadAsByteArrayAsync();
        var table = TableReader.Read(copy);
        Assert.Matches("^需要改正（导出人 .+，2026-03-02 \\d\\d:\\d\\d，编号 .+，用途：改正导入的名单）$", table.Header[^1]);
        Assert.Equal(5, table.Rows.Length);
        Assert.Contains("校验位不对", table.Rows[1][^1], StringComparison.Ordinal);
        await using (var db = server.Room.Everything()) Assert.StartsWith("rows:5 import:", (await db.AuditEntries.SingleAsync(e => e.Action == "Exported")).Detail, StringComparison.Ordinal);
        await using var after = server.Room.Everything();
        Assert.Equal(1, await after.Persons.CountAsync());
        Assert.Equal(1, await after.Set<PendingImport>().CountAsync());
        Assert.Contains("不认识、将忽略的列：需要改正", WebUtility.HtmlDecode(await (await browser.GetAsync(await Upload(browser, first, copy))).Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sum_below_the_list_and_a_number_that_a_workbook_has_cut_are_mistakes()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        // The last three digits that are left of this number pass the check for somebody else's.
        var list = XlsxWriter.Write(new(["序号", "姓名", "职务/职称", "身份证号"], [["1", "测试一", "测试工", "110101199003070011"], ["合 计", "1人", "", ""], ["填表人：测试", "审核人", "", ""], ["2", "合计", "", ""]]));
        var page = await (await browser.GetAsync(await Upload(browser, first, TableTests.AsNumber(list, "110101199003070011")))).Content.ReadAsStringAsync();
        Assert.Contains("有 3 处错误", page, StringComparison.Ordinal);
        Assert.Contains("15 位以后的已经丢失", page, StringComparison.Ordinal);
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(page, "这一行是合计或说明"));
        Assert.DoesNotContain("职务/职称", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_heading_in_two_rows_is_one_and_printed_again_it_is_nobody()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        const string Upper = "序号,姓名,基本情况,,荣誉,\n", Lower = ",,身份证号码,工作单位,荣誉称号,获奖年份\n";
        var page = await browser.ReadAsync(await Upload(browser, first, Encode("测试名册,,,,,\n" + Upper + Lower + "1,测试一,99999919900307008X,示例公司,北京市劳动模范,2010\n" + Upper + Lower + "2,测试二,,示例公司,北京市劳动模范,2015\n,,,,,\n", "GB18030")));
        foreach (var expected in (string[])["共 2 行。没有错误", "全部导入（2 人）", "北京市劳动模范 2015", "不认识、将忽略的列：序号</p>", "<td>7</td>"]) Assert.Contains(expected, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        // Whose name was forgotten is still somebody, and what stands under no heading is said.
        var missing = WebUtility.HtmlDecode(await (await browser.GetAsync(await Upload(browser, first, Encoding.UTF8.GetBytes("姓名,单位,\n,银行,13800138000\n测试三,示例公司,\n")))).Content.ReadAsStringAsync());
        foreach (var expected in (string[])["请填写姓名", "将忽略的列：C（没有列名）"]) Assert.Contains(expected, missing, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_uploaded_list_is_for_its_uploader_alone_and_for_a_day(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        var address = await Upload(browser, first, Encoding.UTF8.GetBytes(Good));
        var colleague = await server.SignInAsync(first, Role.Clerk);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.PostAsync(address + "/apply")).StatusCode);
        server.Room.Clock.Pass(TimeSpan.FromHours(25));
        var again = await server.SignInAsync(first, Role.Clerk);
        Assert.Equal(HttpStatusCode.NotFound, (await again.GetAsync(address)).StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_bad_file_gets_a_clear_message(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        foreach (var (file, name, expected) in ((byte[], string, string)[])
        [
            ([1, 2, 3, 0, 0, 255], "list.xlsx", "文件"),
            ("PK rubbish"u8.ToArray(), "list.xlsx", "打不开"),
            (TableTests.Bomb(), "list.xlsx", "展开后太大"),
            (Encoding.UTF8.GetBytes("姓名,单位\n\"测试一,示例\n"), "list.csv", "引号"),
            (Encoding.UTF8.GetBytes("一段没有表头的话"), "list.csv", "没有找到表头"),
            (Encoding.UTF8.GetBytes("单位,电话\n示例公司,1\n"), "list.csv", "缺少“姓名”"),
            (Encoding.UTF8.GetBytes("姓名,单位,姓名\n测试一,示例公司,测试一\n"), "list.csv", "有两列“姓名”，请只留一列。"),
            (Encoding.UTF8.GetBytes(Good), "list.xlsx", "内容是 文本，文件名却不是以 .csv 结尾"),
            (Encode(Good, "xlsx"), "list.csv", "内容是 XLSX 工作簿，文件名却不是以 .xlsx 结尾"),
            (Encoding.UTF8.GetBytes(Good), "list", "以 .csv 结尾"),
        ])
        {
            var answer = await browser.UploadAsync("/persons/import", "list", file, name, ("organisation", first.Id.ToString()));
            if (answer.StatusCode == HttpStatusCode.Redirect) answer = await browser.GetAsync(answer.Headers.Location!.OriginalString);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains(expected, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static async Task<string> Upload(Browser browser, Organisation organisation, byte[] file)
    {
        var answer = await browser.UploadAsync("/persons/import", "list", file, file.AsSpan().StartsWith("PK"u8) ? "名单.XLSX" : "名单.csv", ("organisation", organisation.Id.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private static byte[] Encode(string csv, string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        if (encoding != "xlsx") return Encoding.GetEncoding(encoding).GetBytes(csv);
        var rows = csv.Trim().Split('\n').Select(line => line.Split(',')).ToList();
        return XlsxWriter.Write(new([.. rows[0]], [.. rows.Skip(1)]));
    }
}
