using System.Diagnostics;
using System.Globalization;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Tests.Disbursements;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Performance;

/// <summary>
/// A room of a city's size on each database, timed at the server. By default a small one once, which shows that every page is walked; with
/// <c>HONOURWALL_BENCH=full</c> the big one in three rounds, the databases in turn, and the medians are held against their limits and printed for docs/performance.md.
/// </summary>
public class BenchmarkTests
{
    private const double PageLimit = 200, FreezeLimit = 10_000;
    private static readonly bool Full = Environment.GetEnvironmentVariable("HONOURWALL_BENCH") == "full";
    private static readonly DatabaseKind[] Kinds = [DatabaseKind.Sqlite, DatabaseKind.PostgreSql];

    [Fact]
    public async Task Every_page_and_search_and_a_freeze_keep_within_their_time_on_both_databases()
    {
        var (rounds, requests) = Full ? (3, 5) : (1, 0);
        var times = new Dictionary<(string What, DatabaseKind Kind), List<double>>();
        void Add(DatabaseKind kind, string what, double milliseconds) => (times.TryGetValue((what, kind), out var list) ? list : times[(what, kind)] = []).Add(milliseconds);
        await using var sqlite = await CityRoom.BuildAsync(DatabaseKind.Sqlite, Full ? RoomSize.City : RoomSize.Sample);
        await using var postgres = await CityRoom.BuildAsync(DatabaseKind.PostgreSql, Full ? RoomSize.City : RoomSize.Sample);
        var rooms = new[] { sqlite, postgres };
        var cycles = new List<Cycle>();
        foreach (var room in rooms) cycles.Add(await room.Pay.DraftAsync());
        for (var round = 0; round < rounds; round++)
            foreach (var (room, kind, cycle) in rooms.Zip(Kinds, cycles)) await PayAsync(room.Pay, cycle, last: round == rounds - 1, (what, time) => Add(kind, what, time));
        var walks = new List<CityWalk>();
        foreach (var (room, cycle) in rooms.Zip(cycles))
        {
            await room.AnalyseAsync();
            await using (var db = room.Pay.Room.Everything()) Assert.Equal((room.Size.Persons, room.Size.Payments), (await db.Persons.CountAsync(), await db.Set<Disbursement>().CountAsync()));
            walks.Add(await CityWalk.StartAsync(room, cycle));
        }
        for (var round = 0; round < rounds; round++)
            foreach (var (walk, kind) in walks.Zip(Kinds))
                foreach (var (address, time) in await walk.RunAsync(requests)) Add(kind, address, time);

        var output = TestContext.Current.TestOutputHelper;
        foreach (var what in times.Keys.Select(k => k.What).Distinct())
            output?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-90} {Median(times[(what, Kinds[0])]),7:0} {Median(times[(what, Kinds[1])]),7:0}   ({string.Join(' ', Kinds.SelectMany(k => times[(what, k)]).Select(t => t.ToString("0", CultureInfo.InvariantCulture)))})"));
        if (Full) Assert.Empty(times.Where(t => Median(t.Value) > (t.Key.What.Length > 0 && t.Key.What[0] == '=' ? FreezeLimit : PageLimit)).Select(t => $"{t.Key.Kind} {t.Key.What}: {Median(t.Value):0} ms"));
    }

    // Frozen and sent back again but for the last round, which goes on to the bank.
    private static async Task PayAsync(PayRoom pay, Cycle cycle, bool last, Action<string, double> add)
    {
        add("= assess and freeze", await TimeAsync(() => pay.FreezeAsync(cycle)));
        if (!last)
        {
            PayRoom.Must(await pay.InAsync(pay.First, db => pay.Cycles.ReturnAsync(db, cycle.Id, "测试退回", default)));
            return;
        }
        PayRoom.Must(await pay.ReviewAsync(cycle));
        add("= check again and approve", await TimeAsync(() => pay.ApproveAsync(cycle)));
        add("= check again and make the bank files", await TimeAsync(() => pay.MakeFilesAsync(cycle)));
        var file = (await pay.FilesAsync(cycle))[^1];
        add("= enter the bank's answer to a file", await TimeAsync(() => pay.ReturnAsync(file)));
    }

    private static async Task<double> TimeAsync(Func<Task<string?>> act)
    {
        var watch = Stopwatch.StartNew();
        PayRoom.Must(await act());
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
