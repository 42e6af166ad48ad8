using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Statistics;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Tests.Applications;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Disbursements;

/// <summary>救助 from the intake to the bank's last answer, by nothing but what the pages offer to five people.</summary>
public partial class ApplicationPaymentTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_application_is_taken_in_decided_paid_refused_by_the_bank_corrected_sent_again_and_never_paid_twice(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, district, _, _) = await server.Room.GrowTreeAsync();
        // The clerk may also pay, by role: what was taken in by oneself is not paid by oneself all the same.
        var (clerk, first, second, payer) = (await server.SignInAsync(district, Role.Clerk, Role.Payer), await server.SignInAsync(district, Role.FirstReviewer), await server.SignInAsync(district, Role.SecondReviewer), await server.SignInAsync(district, Role.Payer));
        var bookkeeper = await server.SignInAsync(district, Role.Clerk);
        var budget = await BudgetAsync(server, district, bookkeeper, second);
        var persons = new List<Guid>();
        foreach (var serial in (int[])[1, 2])
        {
            persons.Add(await AddPersonAsync(clerk, district, serial));
            await DecideAsync(clerk, first, second, persons[^1]);
        }

        var cycle = await DraftAsync(bookkeeper, district, budget);
        Assert.Equal(HttpStatusCode.Redirect, (await bookkeeper.PostAsync(cycle + "/freeze")).StatusCode);
        var page = await first.ReadAsync(cycle);
        foreach (var part in (string[])["测试00001", "测试00002", "20000.06"]) Assert.Contains(part, page, StringComparison.Ordinal);
        await SeeAsync(first, cycle, "review");
        await SeeAsync(second, cycle, "approve");
        Assert.Contains("须由另一人付款", await RefusedAsync(await MakeFilesAsync(clerk, cycle, "20000.06")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await MakeFilesAsync(payer, cycle, "20000.06")).StatusCode);

        // The bank pays one and gives the other back.
        var file = FileLink().Matches(await payer.ReadAsync(cycle))[0].Groups[1].Value;
        var sheet = TableReader.Read(await (await payer.PostAsync($"/bank-files/{file}/download")).Content.ReadAsByteArrayAsync());
        foreach (var serial in (int[])[1, 2]) Assert.Contains(PayRoom.CardOf(serial), sheet.Rows.SelectMany(row => row));
        int NumberOf(int serial) => sheet.Rows.ToList().FindIndex(row => row.Contains(PayRoom.CardOf(serial))) + 1;
        await AnswerAsync(payer, file, (NumberOf(1), PayRoom.CardOf(1), "成功"), (NumberOf(2), PayRoom.CardOf(2), "失败"));
        await AnswerAsync(payer, file, (NumberOf(1), PayRoom.CardOf(1), "成功"), (NumberOf(2), PayRoom.CardOf(2), "失败"));
        var failed = await RowAsync(server, persons[1]);
        Assert.Equal((DisbursementState.Failed, 1), (failed.State, failed.Attempt));

        // Corrected: seven days, and another person's look at the whole number. Until then it is not sent.
        server.Room.Clock.Pass(TimeSpan.FromMinutes(10));
        await ChangeCardAsync(clerk, district, persons[1], PayRoom.CardOf(22));
        Assert.Contains("冷静期", await RefusedAsync(await bookkeeper.PostAsync($"/disbursements/{failed.Id}/resend")), StringComparison.Ordinal);
        server.Room.Clock.Pass(TimeSpan.FromDays(8));
        foreach (var browser in (Browser[])[clerk, first, second, payer, bookkeeper]) await SignInAgainAsync(server, browser);
        Assert.Contains("核对", await RefusedAsync(await bookkeeper.PostAsync($"/disbursements/{failed.Id}/resend")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await first.PostAsync($"/disbursements/{failed.Id}/check-account", ("account", PayRoom.CardOf(2)))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await first.PostAsync($"/disbursements/{failed.Id}/check-account", ("account", PayRoom.CardOf(22)))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await bookkeeper.PostAsync($"/disbursements/{failed.Id}/resend")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await bookkeeper.PostAsync($"/disbursements/{failed.Id}/resend")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await MakeFilesAsync(payer, cycle, "10000.03")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await MakeFilesAsync(payer, cycle, "10000.03")).StatusCode);
        var again = FileLink().Matches(await payer.ReadAsync(cycle)).Select(m => m.Groups[1].Value).First(id => id != file);
        await AnswerAsync(payer, again, (1, PayRoom.CardOf(22), "成功"));

        // Everything that could pay them once more does not: the first file's answer in other words, a new cycle, a resend.
        var late = await payer.UploadAsync($"/bank-files/{file}/return", "list", Answer((NumberOf(2), PayRoom.CardOf(2), "成功")), "answer.csv");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await payer.PostAsync(late.Headers.Location!.OriginalString + "/apply")).StatusCode); // ! : kept, and shown with its mistake
        Assert.Equal(HttpStatusCode.Redirect, (await bookkeeper.PostAsync(cycle + "/close")).StatusCode);
        var next = await DraftAsync(bookkeeper, district, budget);
        await bookkeeper.PostAsync(next + "/freeze");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await bookkeeper.PostAsync($"/disbursements/{failed.Id}/resend")).StatusCode);

        await using var db = server.Room.Everything();
        var rows = await db.Set<Disbursement>().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(DisbursementState.Paid, row.State));
        Assert.Equal([BankOutcome.Paid, BankOutcome.Paid, BankOutcome.Failed], (await db.Set<BankFileRow>().Select(r => r.Outcome).ToListAsync(TestContext.Current.CancellationToken)).Order());
        Assert.Equal(Money.Parse("20000.06"), (await db.Set<Budget>().SingleAsync(b => b.Id == budget, TestContext.Current.CancellationToken)).Committed);
        await using var reader = server.Room.Factory.Open(Actor.Of(payer.Account!.Id, "payer", district.Path, [Role.Payer]));
        var figures = await PaymentStatistics.ReadAsync(reader, 2026, 1, default);
        Assert.Equal(["大病救助（本人）"], figures.Kinds);
        Assert.Equal(new StatisticsCell(2, 2, Money.Parse("20000.06")), figures.Cells[0][0]);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Next_of_kin_with_a_wrong_account_are_paid_once_to_the_one_that_two_people_have_typed(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, district, _, _) = await server.Room.GrowTreeAsync();
        var (clerk, first, second, payer, both) = (await server.SignInAsync(district, Role.Clerk), await server.SignInAsync(district, Role.FirstReviewer), await server.SignInAsync(district, Role.SecondReviewer), await server.SignInAsync(district, Role.Payer), await server.SignInAsync(district, Role.Clerk, Role.FirstReviewer));
        var budget = await BudgetAsync(server, district, clerk, second);
        var person = await AddPersonAsync(clerk, district, 1);
        await DecideAsync(clerk, first, second, person, ("payee-name", "测试家属"), ("payee-id-number", PayRoom.IdNumberOf(7)), ("payee-account", PayRoom.CardOf(7)));
        var cycle = await DraftAsync(clerk, district, budget);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync(cycle + "/freeze")).StatusCode);
        await SeeAsync(first, cycle, "review");
        await SeeAsync(second, cycle, "approve");
        Assert.Equal(HttpStatusCode.Redirect, (await MakeFilesAsync(payer, cycle, "10000.03")).StatusCode);
        var payment = $"/disbursements/{(await RowAsync(server, person)).Id}";
        Assert.Contains("不能更正帐号", await RefusedAsync(await clerk.PostAsync(payment + "/payee-account", ("account", PayRoom.CardOf(8)))), StringComparison.Ordinal);
        var file = FileLink().Matches(await payer.ReadAsync(cycle))[0].Groups[1].Value;
        await AnswerAsync(payer, file, (1, PayRoom.CardOf(7), "失败"));

        // Typed by one, typed again by another: nobody both, and the number that stands there last.
        Assert.Contains("没有等待核对", await RefusedAsync(await first.PostAsync(payment + "/check-payee-account", ("account", PayRoom.CardOf(8)))), StringComparison.Ordinal);
        Assert.Contains("校验位不对", await RefusedAsync(await clerk.PostAsync(payment + "/payee-account", ("account", PayRoom.CardOf(8)[..^1] + (PayRoom.CardOf(8)[^1] == '0' ? "1" : "0")))), StringComparison.Ordinal);
        foreach (var (browser, serial) in ((Browser, int)[])[(clerk, 8), (both, 9)]) Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(payment + "/payee-account", ("account", PayRoom.CardOf(serial)))).StatusCode);
        Assert.Contains("还没有经另一人核对", await RefusedAsync(await clerk.PostAsync(payment + "/resend")), StringComparison.Ordinal);
        Assert.Contains("须由另一人核对", await RefusedAsync(await both.PostAsync(payment + "/check-payee-account", ("account", PayRoom.CardOf(9)))), StringComparison.Ordinal);
        Assert.Contains("不同", await RefusedAsync(await first.PostAsync(payment + "/check-payee-account", ("account", PayRoom.CardOf(8)))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await first.PostAsync(payment + "/check-payee-account", ("account", PayRoom.CardOf(9)))).StatusCode);
        Assert.DoesNotContain(PayRoom.CardOf(9), await clerk.ReadAsync(payment), StringComparison.Ordinal);
        Assert.Contains("冷静期", await RefusedAsync(await clerk.PostAsync(payment + "/resend")), StringComparison.Ordinal);
        server.Room.Clock.Pass(TimeSpan.FromDays(8));
        foreach (var browser in (Browser[])[clerk, first, second, payer]) await SignInAgainAsync(server, browser);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync(payment + "/resend")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.PostAsync(payment + "/resend")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await MakeFilesAsync(payer, cycle, "10000.03")).StatusCode);
        var again = FileLink().Matches(await payer.ReadAsync(cycle)).Select(m => m.Groups[1].Value).First(id => id != file);
        var sheet = TableReader.Read(await (await payer.PostAsync($"/bank-files/{again}/download")).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        foreach (var part in (string[])["测试家属", PayRoom.CardOf(9)]) Assert.Contains(part, Assert.Single(sheet.Rows));
        await AnswerAsync(payer, again, (1, PayRoom.CardOf(9), "成功"));
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync(cycle + "/close")).StatusCode);
        Assert.Contains("没有可发放的申请", await RefusedAsync(await clerk.PostAsync(await DraftAsync(clerk, district, budget) + "/freeze")), StringComparison.Ordinal);

        await using var db = server.Room.Everything();
        var row = await db.Set<Disbursement>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((DisbursementState.Paid, 2), (row.State, row.Attempt));
        Assert.Equal(Money.Parse("10000.03"), (await db.Set<Budget>().SingleAsync(b => b.Id == budget, TestContext.Current.CancellationToken)).Committed);
        foreach (var past in (string[])["UPDATE payee_accounts SET checked_by = typed_by", "UPDATE payee_accounts SET checked_by = NULL", "UPDATE payee_accounts SET attempt = NULL"])
            Assert.NotNull(await Record.ExceptionAsync(() => db.Database.ExecuteSqlRawAsync(past, TestContext.Current.CancellationToken)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Help_that_rests_on_an_honour_which_was_withdrawn_after_the_approval_is_held_at_the_freeze_at_the_approval_and_before_the_file(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, district, _, _) = await server.Room.GrowTreeAsync();
        var (clerk, first, second, payer) = (await server.SignInAsync(district, Role.Clerk), await server.SignInAsync(district, Role.FirstReviewer), await server.SignInAsync(district, Role.SecondReviewer), await server.SignInAsync(district, Role.Payer));
        var budget = await BudgetAsync(server, district, clerk, second);
        var persons = new List<Guid>();
        foreach (var serial in (int[])[1, 2, 3, 4])
        {
            persons.Add(await AddPersonAsync(clerk, district, serial));
            await DecideAsync(clerk, first, second, persons[^1]);
        }
        // As of a day before what is helped with; of the fourth it is known by now as of a later day, which takes nothing away.
        Task WithdrawAsync(int serial, int month) => HonoursAsync(clerk, district, persons[serial - 1], serial, $"北京市劳动模范 2010，撤销 2026-{month:D2}-01");

        await WithdrawAsync(1, 2);
        await WithdrawAsync(4, 4);
        var cycle = await DraftAsync(clerk, district, budget);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync(cycle + "/freeze")).StatusCode);
        await SeeAsync(first, cycle, "review");
        await WithdrawAsync(2, 2);
        Assert.Contains("已暂扣", await RefusedAsync(await second.PostAsync(cycle + "/approve", ("seen", "30000.09"))), StringComparison.Ordinal);
        await SeeAsync(second, cycle, "approve");
        await WithdrawAsync(3, 2);
        await MakeFilesAsync(payer, cycle, "20000.06");
        await MakeFilesAsync(payer, cycle, "10000.03");
        foreach (var person in persons.Take(3)) Assert.Equal((DisbursementState.Held, Hold.NotEligible), await StateAsync(person));
        Assert.Equal((DisbursementState.InFile, null), await StateAsync(persons[3]));

        async Task<(DisbursementState, Hold?)> StateAsync(Guid person) => await RowAsync(server, person) is var row ? (row.State, row.Hold) : default;
    }

    private static async Task HonoursAsync(Browser clerk, Organisation district, Guid person, int serial, string honours)
    {
        var version = VersionField().Match(await clerk.ReadAsync($"/persons/{person}/edit")).Groups[1].Value;
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync($"/persons/{person}/edit", [.. PersonFieldsOf(district, serial).Where(field => field.Item1 != "honours"), ("honours", honours), ("version", version)])).StatusCode);
    }

    private static async Task<Guid> BudgetAsync(TestServer server, Organisation district, Browser proposer, Browser confirmer)
    {
        Assert.Equal(HttpStatusCode.Redirect, (await proposer.PostAsync("/budgets/new", ("organisation", district.Id.ToString()), ("year", "2026"), ("source", BudgetSources.Granted), ("basis", "测试文号 1"), ("amount", "100000"))).StatusCode);
        await using var db = server.Room.Everything();
        var budget = await db.Set<Budget>().SingleAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await confirmer.PostAsync($"/budgets/{budget.Id}/confirm", ("seen", "100000.00"), ("seen-basis", "测试文号 1"))).StatusCode);
        return budget.Id;
    }

    private static (string, string)[] PersonFieldsOf(Organisation district, int serial) =>
    [
        ("name", "测试" + serial.ToString("D5", CultureInfo.InvariantCulture)), ("organisation", district.Id.ToString()), ("status", "在职"), ("unit", "示例公司"), ("honours", "北京市劳动模范 2010"),
    ];

    private static async Task<Guid> AddPersonAsync(Browser clerk, Organisation district, int serial)
    {
        var answer = await clerk.PostAsync("/persons/new", [.. PersonFieldsOf(district, serial), ("id-number", PayRoom.IdNumberOf(serial)), ("bank-card", PayRoom.CardOf(serial))]);
        return Guid.Parse(answer.Headers.Location!.OriginalString.Split('?')[0].Split('/')[^1]); // ! : where a saved form leads
    }

    private static async Task ChangeCardAsync(Browser clerk, Organisation district, Guid person, string card)
    {
        var version = VersionField().Match(await clerk.ReadAsync($"/persons/{person}/edit")).Groups[1].Value;
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync($"/persons/{person}/edit", [.. PersonFieldsOf(district, 2), ("bank-card", card), ("version", version)])).StatusCode);
    }

    // 经办, 初审, 复审: each by their own page.
    private static async Task DecideAsync(Browser clerk, Browser first, Browser second, Guid person, params (string, string)[] payee)
    {
        var answer = await clerk.PostAsync("/applications/new", [("person", person.ToString()), ("benefit", "serious-illness"), ("fact-on", "2026-03-01"), ("fact-self_paid", "40000.10"), ("fact-illness", "甲病"), .. payee]);
        var address = answer.Headers.Location!.OriginalString.Split('?')[0]; // ! : as above
        await clerk.UploadAsync(address + "/documents", "document", ApplicationRoom.Pdf, "诊断.pdf", ("kind", "Medical"));
        foreach (var (browser, move) in ((Browser, string)[])[(clerk, "clerk/submit"), (first, "first-review/support"), (second, "second-review/approve")])
            Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync($"{address}/{move}", ("version", VersionField().Match(await browser.ReadAsync(address)).Groups[1].Value), ("words", "同意救助"))).StatusCode);
        var letter = await (await clerk.PostAsync(address + "/letter")).Content.ReadAsStringAsync();
        Assert.Contains("壹万元零叁分", letter, StringComparison.Ordinal);
    }

    private static async Task<string> DraftAsync(Browser clerk, Organisation district, Guid budget)
    {
        var answer = await clerk.PostAsync("/cycles/new", ("organisation", district.Id.ToString()), ("programme", "Applications"), ("year", "2026"), ("pay-on", "2026-03-20"), ("budget", budget.ToString()), ("basis", "测试文号 2"));
        return answer.Headers.Location!.OriginalString.Split('?')[0]; // ! : as above
    }

    // With the sum that the page shows beside its button.
    private static async Task SeeAsync(Browser browser, string cycle, string move) =>
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync($"{cycle}/{move}", ("seen", SeenField().Match(await browser.ReadAsync(cycle)).Groups[1].Value))).StatusCode);

    private static Task<HttpResponseMessage> MakeFilesAsync(Browser payer, string cycle, string seen) => payer.PostAsync(cycle + "/files", ("seen", seen), ("adapter", "single-transfers"));

    private static async Task AnswerAsync(Browser payer, string file, params (int Number, string Account, string Result)[] lines)
    {
        var kept = await payer.UploadAsync($"/bank-files/{file}/return", "list", Answer(lines), "answer.csv");
        Assert.Equal(HttpStatusCode.Redirect, (await payer.PostAsync(kept.Headers.Location!.OriginalString + "/apply")).StatusCode); // ! : as above
    }

    private static byte[] Answer(params (int Number, string Account, string Result)[] lines) =>
        Encoding.UTF8.GetBytes("序号,帐号,金额,结果,原因\n" + string.Concat(lines.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Number},{l.Account},10000.03,{l.Result},{(l.Result == "失败" ? "户名不符" : "")}\n"))));

    private static async Task<Disbursement> RowAsync(TestServer server, Guid person)
    {
        await using var db = server.Room.Everything();
        return await db.Set<Disbursement>().SingleAsync(d => d.PersonId == person);
    }

    private static async Task SignInAgainAsync(TestServer server, Browser browser)
    {
        var account = browser.Account ?? throw new InvalidOperationException("Nobody signed in.");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/sign-in", ("login", account.Login), ("password", TestServer.Password), ("code", await server.CodeAsync(account)))).StatusCode);
    }

    private static async Task<string> RefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"")]
    private static partial Regex VersionField();

    [GeneratedRegex("name=\"seen\" value=\"([0-9.]+)\"")]
    private static partial Regex SeenField();

    [GeneratedRegex("href=\"/bank-files/([0-9a-f-]{36})")]
    private static partial Regex FileLink();
}
