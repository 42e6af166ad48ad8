using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Xunit;

namespace HonourWall.Admin.Tests.Web;

/// <summary>The first page after signing in: what waits for this account comes first, and is counted within its own tree.</summary>
public class HomeTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_waits_for_an_account_comes_first_and_another_district_sees_nothing_of_it(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, second, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 5);
        await pay.DraftAsync();
        PayRoom.Must(await pay.FreezeAsync(await pay.DraftAsync(Programme.SpringGift)));

        foreach (var (role, mine, other) in ((Role, string, string)[])[(Role.Clerk, "拟定", "待初审"), (Role.FirstReviewer, "待初审", "拟定")])
        {
            var home = WebUtility.HtmlDecode(await (await server.SignInAsync(first, role)).ReadAsync("/"));
            Assert.True(home.IndexOf(mine, StringComparison.Ordinal) < home.IndexOf(other, StringComparison.Ordinal), $"{role}: {mine}");
            Assert.Contains($"{mine}</span>　您可以办理", home, StringComparison.Ordinal);
            Assert.DoesNotContain($"{other}</span>　您可以办理", home, StringComparison.Ordinal);
        }
        var elsewhere = await (await server.SignInAsync(second, Role.Clerk)).ReadAsync("/");
        Assert.DoesNotContain("拟定", elsewhere, StringComparison.Ordinal);
        Assert.DoesNotContain("待初审", elsewhere, StringComparison.Ordinal);
    }
}
