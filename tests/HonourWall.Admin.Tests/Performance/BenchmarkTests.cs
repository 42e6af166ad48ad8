using System.Diagnostics;
using System.Globalization;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Performance;

/// <summary>
/// A room of a city's size, timed at the server. By default a small one, which shows that it runs; <c>HONOURWALL_BENCH=full</c> makes 50,000 persons and
/// 500,000 payments and holds the figures against their limits. The table is printed for docs/performance.md.
/// </summary>
public class BenchmarkTests
{
    private static readonly bool Full = Environment.GetEnvironmentVariable("HONOURWALL_BENCH") == "full";
    private static readonly (int Persons, int Cycle, int Payments) Size = Full ? (50_000, 13_000, 500_000) : (400, 120, 1_000);

    [Fact]
    public Task Lists_searches_and_a_freeze_keep_within_their_time_on_SQLite() => MeasureAsync(DatabaseKind.Sqlite);

    [Fact]
    public Task Lists_searches_and_a_freeze_keep_within_their_time_on_PostgreSQL() => MeasureAsync(DatabaseKind.PostgreSql);

    private static async Task MeasureAsync(DatabaseKind kind)
    {
        var output = TestContext.Current.TestOutputHelper;
        await using var server = await TestServer.StartAsync(kind);
        var (city, first, second, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 0, budget: "100000000");
        await AddPersonsAsync(pay, first, 0, Size.Cycle);
        await AddPersonsAsync(pay, second, Size.Cycle, Size.Persons - Size.Cycle);
        var cycle = await pay.DraftAsync();
        // Once for the compiler and the caches, once for the figure.
        PayRoom.Must(await pay.FreezeAsync(cycle));
        PayRoom.Must(await pay.InAsync(pay.First, db => pay.Cycles.ReturnAsync(db, cycle.Id, "测试退回", default)));
        await AnalyseAsync(server.Room);
        var freeze = await TimeAsync(output, $"{kind} assess and freeze {Size.Cycle:N0} of {Size.Cycle:N0}", async () => PayRoom.Must(await pay.FreezeAsync(cycle)));
        PayRoom.Must(await pay.ReviewAsync(cycle));
        await TimeAsync(output, $"{kind} check again and approve {Size.Cycle:N0}", async () => PayRoom.Must(await pay.ApproveAsync(cycle)));
        await TimeAsync(output, $"{kind} check again and make the bank files of {Size.Cycle:N0}", async () => PayRoom.Must(await pay.MakeFilesAsync(cycle)));
        await AddPaymentsAsync(pay, cycle, Size.Payments - Size.Cycle);
        await AnalyseAsync(server.Room);

        await using (var db = pay.Room.Everything()) Assert.Equal((Size.Persons, Size.Payments), (await db.Persons.CountAsync(), await db.Set<Disbursement>().CountAsync()));
        var browser = await server.SignInAsync(city, Role.Clerk, Role.FirstReviewer, Role.SecondReviewer, Role.Payer, Role.Reader);
        var file = (await pay.FilesAsync(cycle))[0].Id;
        var slow = new List<string>();
        foreach (var address in (string[])
        [
            "/", "/persons", $"/persons?page={Size.Persons / 50}", "/persons?q=测试00", "/persons?q=测试00123", "/persons?unit=示例", "/persons?award=全国劳动模范", "/persons?status=Retired", $"/persons?organisation={second.Id}",
            "/cycles", "/cycles?year=2026&status=Paying", $"/cycles/{cycle.Id}", $"/cycles/{cycle.Id}?page={Size.Cycle / 50}", $"/cycles/{cycle.Id}?q=测试00123", $"/cycles/{cycle.Id}?status=InFile", $"/cycles/{cycle.Id}?hold=Deceased",
            "/disbursements?q=测试", "/disbursements?q=测试00123", $"/bank-files/{file}", "/budgets", "/applications", "/applications?q=测试00123", "/statistics", "/statistics?year=2026&span=5&publish=yes", "/audit", "/accounts", "/organisations",
        ])
        {
            await browser.GetAsync(address);
            var times = new List<double>();
            for (var i = 0; i < (Full ? 9 : 1); i++)
            {
                var watch = Stopwatch.StartNew();
                var answer = await browser.GetAsync(address);
                await answer.Content.ReadAsByteArrayAsync();
                times.Add(watch.Elapsed.TotalMilliseconds);
                Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == System.Net.HttpStatusCode.Forbidden, $"{address}: {answer.StatusCode}");
            }
            times.Sort();
            output?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind} GET {address.Replace(cycle.Id.ToString(), "…", StringComparison.Ordinal)}: least {times[0]:0} ms, median {times[times.Count / 2]:0} ms"));
            // The least of nine: what the server needs when nobody else wants the processor.
            if (Full && times[0] > 200) slow.Add($"{address} {times[0]:0} ms");
        }
        if (Full) Assert.True(freeze < 10_000, $"freeze {freeze} ms");
        Assert.Empty(slow);
    }

    private static async Task<double> TimeAsync(ITestOutputHelper? output, string what, Func<Task> act)
    {
        var (watch, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        await act();
        output?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalMilliseconds:0} ms, {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds:0} ms of processor time in the program"));
        return watch.Elapsed.TotalMilliseconds;
    }

    // Straight into the tables: a register of that size is there already when a room is timed.
    private static async Task AddPersonsAsync(PayRoom pay, Organisation organisation, int from, int count)
    {
        var (vault, now) = (pay.Room.Vault, pay.Room.Clock.Now.ToUnixTimeMilliseconds());
        for (var at = from; at < from + count; at += 2_000)
        {
            await using var db = pay.Room.Everything();
            await using var transaction = await db.Database.BeginTransactionAsync();
            for (var i = at; i < Math.Min(at + 2_000, from + count); i++)
            {
                var (id, idNumber, card, mobile) = (Guid.CreateVersion7(), PayRoom.IdNumberOf(i), PayRoom.CardOf(i), "100" + i.ToString("D8", CultureInfo.InvariantCulture));
                await db.Database.ExecuteSqlAsync($"""
                    INSERT INTO persons (id, name, status, unit, id_number, id_number_index, mobile, mobile_index, bank_card, bank_card_index, bank_card_changed_at, created_at, updated_at, version, organisation_id, organisation_path)
                    VALUES ({id}, {"测试" + i.ToString("D5", CultureInfo.InvariantCulture)}, {(i % 3 == 0 ? "Retired" : "Working")}, {"示例公司" + (i % 500)}, {vault.Seal(PersonFields.IdNumber, id, idNumber).Stored}, {vault.Index(PersonFields.IdNumber, idNumber)},
                        {vault.Seal(PersonFields.Mobile, id, mobile).Stored}, {vault.Index(PersonFields.Mobile, mobile)}, {vault.Seal(PersonFields.BankCard, id, card).Stored}, {vault.Index(PersonFields.BankCard, card)}, {now}, {now}, {now}, 0, {organisation.Id}, {organisation.OrganisationPath})
                    """);
                await db.Database.ExecuteSqlAsync($"INSERT INTO person_honours (id, person_id, organisation_path, award, year) VALUES ({Guid.CreateVersion7()}, {id}, {organisation.OrganisationPath}, '全国劳动模范', 2010)");
            }
            await transaction.CommitAsync();
        }
    }

    // Paid payments of former years, sealed and signed like the others; straight into the table, for their way there is timed elsewhere.
    private static async Task AddPaymentsAsync(PayRoom pay, Cycle model, int count)
    {
        List<(Guid Id, string Name)> persons;
        await using (var db = pay.Room.Everything()) persons = (await db.Persons.OrderBy(p => p.Id).Select(p => new { p.Id, p.Name }).ToListAsync()).ConvertAll(p => (p.Id, p.Name));
        for (int done = 0, number = 0; done < count; number++)
        {
            var size = Math.Min(Size.Cycle, count - done);
            var cycle = await pay.DraftAsync(purpose: ((string[])["春节", "五一", "十一"])[number % 3], year: 2025 - number / 3 % 5);
            for (var at = 0; at < size; at += 2_000)
            {
                await using var db = pay.Room.Everything();
                db.ChangeTracker.AutoDetectChangesEnabled = false;
                for (var i = at; i < Math.Min(at + 2_000, size); i++)
                {
                    var (person, id) = (persons[(int)(((long)number * Size.Cycle + i) % persons.Count)], Guid.CreateVersion7());
                    var serial = int.Parse(person.Name[2..], CultureInfo.InvariantCulture);
                    db.Set<Disbursement>().Add(new()
                    {
                        Id = id,
                        CycleId = cycle.Id,
                        OrganisationPath = cycle.OrganisationPath,
                        RowNumber = i + 1,
                        PersonId = person.Id,
                        Name = person.Name,
                        IdNumber = pay.Room.Vault.Seal(Disbursement.IdNumberField, id, PayRoom.IdNumberOf(serial)),
                        PayeeIndex = pay.Room.Vault.Index(Disbursement.IdNumberField, PayRoom.IdNumberOf(serial)),
                        Account = pay.Room.Vault.Seal(Disbursement.AccountField, id, PayRoom.CardOf(serial)),
                        AccountIndex = pay.Room.Vault.Index(Disbursement.AccountField, PayRoom.CardOf(serial)),
                        Facts = pay.Room.Vault.Seal(Disbursement.FactsField, id, """{"benefit":"festival-payments","year":2025,"person":{"honours":[{"award":"全国劳动模范","year":2010}],"status":"在职"}}"""),
                        AmountFen = 500_00,
                        State = DisbursementState.Paid,
                        Claim = $"former/{number}",
                        Signature = "s1:" + new string('x', 44),
                    });
                }
                await db.SaveChangesAsync();
            }
            done += size;
        }
        _ = model;
    }

    // What both do by themselves in the course of a day.
    private static async Task AnalyseAsync(TestRoom room)
    {
        await using var db = room.Everything();
        await db.Database.ExecuteSqlRawAsync(db.Kind == DatabaseKind.Sqlite ? "PRAGMA optimize" : "VACUUM ANALYZE");
    }
}
