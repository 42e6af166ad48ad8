using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Tests.Support;
using Xunit;

namespace HonourWall.Admin.Tests.Disbursements;

/// <summary>Payments over all cycles: searched, narrowed, paged, and taken out masked.</summary>
public class DisbursementListTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Payments_are_found_by_name_narrowed_paged_and_exported_with_masked_names(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 30);
        var browser = await server.SignInAsync(first, Role.Clerk);
        PayRoom.Must(await pay.FreezeAsync(await pay.DraftAsync()));
        var spring = await pay.ApprovedAsync(Programme.SpringGift);
        Assert.DoesNotContain("测试00001", await browser.ReadAsync("/disbursements"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.GetAsync("/disbursements?q=" + PayRoom.CardOf(1))).StatusCode);

        var all = await browser.ReadAsync("/disbursements?q=测试000");
        Assert.Contains("共 60 条，第 1 / 2 页", all, StringComparison.Ordinal);
        Assert.Contains("href=\"/disbursements?q=%E6%B5%8B%E8%AF%95000&amp;page=2\"", all, StringComparison.Ordinal);
        foreach (var (query, count) in ((string, int)[])[("programme=SpringGift", 30), ("status=Approved", 30), ("status=Ready", 30), ("year=2026", 60), ("year=2025", 0)])
            Assert.Contains(count == 0 ? "没有找到" : $"共 {count} 条", await browser.ReadAsync("/disbursements?q=测试000&" + query), StringComparison.Ordinal);

        (string, string)[] wanted = [("q", "测试0000"), ("programme", "SpringGift"), ("format", "csv"), ("names", "masked")];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/disbursements/export", wanted)).StatusCode);
        var file = await (await browser.PostAsync("/disbursements/export", [.. wanted, ("reason", "年度核对")])).Content.ReadAsStringAsync();
        Assert.Equal(9, file.Split(spring.Title).Length - 1);
        Assert.Contains("测*", file, StringComparison.Ordinal);
        foreach (var hidden in (string[])["测试0", PayRoom.CardOf(1), PayRoom.IdNumberOf(1)]) Assert.DoesNotContain(hidden, file.Split("导出人")[0], StringComparison.Ordinal);
        PayRoom.Must(await pay.MakeFilesAsync(spring));
        var sent = (await pay.FilesAsync(spring))[0];
        PayRoom.Must(await pay.ReturnAsync(sent, 2, 3));
        var at = $"/bank-files/{sent.Id}";
        Assert.Contains("共 2 条", await browser.ReadAsync(at + "?outcome=Failed"), StringComparison.Ordinal);
        Assert.Contains("共 9 条", await browser.ReadAsync(at + "?q=测试0000"), StringComparison.Ordinal);
        (string, string)[] failed = [("outcome", "Failed"), ("format", "csv"), ("names", "masked")];
        var refused = await browser.PostAsync(at + "/export", failed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        foreach (var kept in (string[])["共 2 条", "id=\"f-reason-error\"", "<option value=\"masked\" selected"]) Assert.Contains(kept, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var rows = await (await browser.PostAsync(at + "/export", [.. failed, ("reason", "与银行核对")])).Content.ReadAsStringAsync();
        Assert.Equal(2, rows.Split("帐号户名不符").Length - 1);
        foreach (var hidden in (string[])["测试0", PayRoom.CardOf(2)]) Assert.DoesNotContain(hidden, rows, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await server.SignInAsync(first, Role.Reader)).PostAsync("/disbursements/export", wanted)).StatusCode);
    }
}
