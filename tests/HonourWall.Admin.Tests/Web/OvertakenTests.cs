using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Tests.Applications;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace HonourWall.Admin.Tests.Web;

/// <summary>Whom the database gives up, at whatever statement, is told that somebody else was first and does it again; an error page is for our own mistakes.</summary>
public class OvertakenTests
{
    [Theory]
    [InlineData(PostgresErrorCodes.DeadlockDetected)]
    [InlineData(PostgresErrorCodes.SerializationFailure)]
    public async Task Every_step_that_the_database_gives_up_is_told_so_and_goes_through_when_done_again(string refusal)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.PostgreSql);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 6);
        var (clerk, reviewer, second, payer, system) = (await server.SignInAsync(first, Role.Clerk), await server.SignInAsync(first, Role.FirstReviewer), await server.SignInAsync(first, Role.SecondReviewer), await server.SignInAsync(first, Role.Payer), await server.SignInAsync(first, Role.SystemAdministrator));
        await using var faults = await Faults.OpenAsync(server.Room, refusal);
        var cycle = await pay.DraftAsync();
        PayRoom.Must(await pay.FreezeAsync(cycle));
        var rows = await pay.RowsAsync(cycle);
        var (one, two) = ($"/persons/{rows[0].PersonId}", $"/disbursements/{rows[1].Id}");

        await AgainAsync(faults, clerk, "/persons/new", ("name", "测试新"), ("organisation", first.Id.ToString()), ("status", "在职"));
        await AgainAsync(faults, clerk, one + "/edit", ("name", "测试改"), ("organisation", first.Id.ToString()), ("status", "去世"), ("status-since", "2026-02-01"), ("honours", "全国劳动模范 2010"), ("version", "0"));
        await AgainAsync(faults, clerk, one + "/relatives", ("relation", "配偶"), ("name", "测试家属"));
        await AgainAsync(faults, clerk, $"/budgets/{pay.Budget.Id}/propose", ("amount", "2000000"), ("basis", "测试文号 9"));
        await AgainAsync(faults, second, $"/budgets/{pay.Budget.Id}/confirm", ("seen", "2000000.00"), ("seen-basis", "测试文号 9"));
        await AgainAsync(faults, reviewer, $"/cycles/{cycle.Id}/review", ("seen", "2500.00"));
        await AgainAsync(faults, second, $"/cycles/{cycle.Id}/approve", ("seen", "2500.00"));
        await AgainAsync(faults, reviewer, two + "/stop", ("reason", "测试停发"));
        await AgainAsync(faults, payer, $"/cycles/{cycle.Id}/files", ("seen", "2000.00"), ("adapter", "single-transfers"));
        var file = Assert.Single(await pay.FilesAsync(cycle));
        var answer = "序号,帐号,金额,结果,原因\n" + string.Concat((await LinesAsync(pay, file)).Select((l, i) => $"{l.Number},{l.Account},{l.Amount},{(i == 0 ? "失败,帐号户名不符" : "成功,")}\n"));
        await AgainAsync(faults, () => payer.UploadAsync($"/bank-files/{file.Id}/return", "list", System.Text.Encoding.UTF8.GetBytes(answer), "回盘.csv"));
        Guid kept;
        await using (var db = server.Room.Everything()) kept = await db.Set<Admin.Disbursements.Banking.PendingReturn>().Select(r => r.Id).SingleAsync(TestContext.Current.CancellationToken);
        await AgainAsync(faults, payer, $"/bank-returns/{kept}/apply");
        await AgainAsync(faults, clerk, $"/disbursements/{(await pay.RowsAsync(cycle)).Single(r => r.State == DisbursementState.Failed).Id}/resend");
        await AgainAsync(faults, system, $"/organisations/{first.Id}/children", ("name", "测试街道工会"), ("level", "Street"));
        Assert.Equal([1, 1, 1, 3], (await pay.RowsAsync(cycle)).GroupBy(r => r.State).Select(g => g.Count()).Order());

        var room = ApplicationRoom.Over(server.Room, first);
        await using var own = server.Room.Everything();
        var person = await own.Persons.AsNoTracking().SingleAsync(p => p.Id == rows[2].PersonId, TestContext.Current.CancellationToken);
        var application = await room.DraftAsync(Actor.Of(clerk.Account!.Id, "测试经办", first.Path, [Role.Clerk]), person: person);
        var version = (await own.Set<Application>().AsNoTracking().SingleAsync(a => a.Id == application, TestContext.Current.CancellationToken)).Version;
        await AgainAsync(faults, clerk, $"/applications/{application}/clerk/submit", ("version", version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_return_that_loses_a_real_deadlock_is_entered_when_it_is_sent_again()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.PostgreSql);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 6);
        var payer = await server.SignInAsync(first, Role.Payer);
        var cycle = await pay.ApprovedAsync();
        PayRoom.Must(await pay.MakeFilesAsync(cycle));
        var file = Assert.Single(await pay.FilesAsync(cycle));
        var answer = "序号,帐号,金额,结果\n" + string.Concat((await LinesAsync(pay, file)).Select(l => $"{l.Number},{l.Account},{l.Amount},成功\n"));
        var kept = (await payer.UploadAsync($"/bank-files/{file.Id}/return", "list", System.Text.Encoding.UTF8.GetBytes(answer), "回盘.csv")).Headers.Location!.OriginalString;

        // Somebody holds a payment and wants its cycle; the request holds the cycle and wants the payment. Who looks for a deadlock and finds one is given up, and looks
        // once, a second after the wait began: so the request begins to wait only when the other one does already, however long that takes, and the other never looks.
        await using var other = new NpgsqlConnection(server.Room.Address.ConnectionString);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(other, """
            CREATE FUNCTION wait_for_the_other() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                WHILE current_setting('test.other', true) IS DISTINCT FROM 'yes' AND NOT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid') LOOP PERFORM pg_sleep(0.01); END LOOP;
                RETURN NULL;
            END $$;
            CREATE TRIGGER wait_for_the_other BEFORE UPDATE ON disbursements FOR EACH STATEMENT EXECUTE FUNCTION wait_for_the_other()
            """);
        await RunAsync(other, "BEGIN");
        await RunAsync(other, "SET LOCAL deadlock_timeout = '600s'; SET LOCAL test.other = 'yes'");
        await RunAsync(other, "UPDATE disbursements SET state = state");
        var sent = payer.PostAsync(kept + "/apply");
        await using (var look = new NpgsqlConnection(server.Room.Address.ConnectionString))
        {
            await look.OpenAsync(TestContext.Current.CancellationToken);
            await using var waiting = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()", look);
            while ((long)(await waiting.ExecuteScalarAsync(TestContext.Current.CancellationToken))! == 0) await Task.Delay(5, TestContext.Current.CancellationToken); // ! : a count
        }
        await RunAsync(other, "UPDATE cycles SET version = version");
        await RunAsync(other, "ROLLBACK");

        Assert.Equal(HttpStatusCode.Conflict, (await sent).StatusCode);
        Assert.All(await pay.RowsAsync(cycle), row => Assert.Equal(DisbursementState.InFile, row.State));
        await RunAsync(other, "DROP FUNCTION wait_for_the_other CASCADE");
        Assert.Equal(HttpStatusCode.Redirect, (await payer.PostAsync(kept + "/apply")).StatusCode);
        Assert.All(await pay.RowsAsync(cycle), row => Assert.Equal(DisbursementState.Paid, row.State));
    }

    [Fact]
    public async Task A_form_that_SQLite_had_no_time_for_comes_back_with_what_was_typed()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, options => options with { Database = options.Database with { ConnectionString = options.Database.ConnectionString.Replace("=30", "=1", StringComparison.Ordinal) } });
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var clerk = await server.SignInAsync(first, Role.Clerk);
        var token = await clerk.TokenAsync();
        HttpResponseMessage answer;
        await using (var other = new SqliteConnection(server.Room.Address.ConnectionString))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = other.BeginTransaction(deferred: false);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/persons/new", UriKind.Relative)) { Content = new FormUrlEncodedContent([new("name", "测试<一>"), new("organisation", first.Id.ToString()), new("status", "在职"), new("_form", token)]) };
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            answer = await clerk.SendAsync(request);
        }
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("name=\"name\" value=\"测试&lt;一&gt;\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync("/persons/new", ("name", "测试<一>"), ("organisation", first.Id.ToString()), ("status", "在职"))).StatusCode);
    }

    private static async Task<IReadOnlyList<(int Number, string Account, Money Amount)>> LinesAsync(PayRoom pay, Admin.Disbursements.Banking.BankFile file)
    {
        await using var db = pay.As(pay.Payer);
        return [.. (await pay.Files.LinesAsync(db, file, default)).Select(l => (l.Number, l.Account, l.Amount))];
    }

    private static Task AgainAsync(Faults faults, Browser browser, string address, params (string, string)[] form) => AgainAsync(faults, () => browser.PostAsync(address, form));

    private static async Task AgainAsync(Faults faults, Func<Task<HttpResponseMessage>> send)
    {
        foreach (var fault in faults.All)
        {
            await fault.PutAsync();
            var refused = await send();
            var text = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(refused.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity, $"{refused.RequestMessage!.RequestUri} at {fault.Name}: {refused.StatusCode} {text}");
            Assert.Matches("没有(保存|办成|生效|批准|生成)", text);
            await fault.TakeAwayAsync();
        }
        var done = await send();
        Assert.True(done.StatusCode == HttpStatusCode.Redirect, $"{done.RequestMessage!.RequestUri}: {done.StatusCode} {await done.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The database gives a request up at its first change, at its last one, or when it commits.</summary>
    private sealed class Faults(NpgsqlConnection connection, string[] tables) : IAsyncDisposable
    {
        public IEnumerable<(string Name, Func<Task> PutAsync, Func<Task> TakeAwayAsync)> All =>
        [
            ("its first change", () => EachAsync(tables, "CREATE TRIGGER fault BEFORE INSERT OR UPDATE OR DELETE ON {0} FOR EACH STATEMENT EXECUTE FUNCTION give_up()"), () => EachAsync(tables, "DROP TRIGGER fault ON {0}")),
            ("its last change", () => EachAsync(["audit_entries"], "CREATE TRIGGER fault BEFORE INSERT ON {0} FOR EACH STATEMENT EXECUTE FUNCTION give_up()"), () => EachAsync(["audit_entries"], "DROP TRIGGER fault ON {0}")),
            ("its commit", () => EachAsync(["audit_entries"], "CREATE CONSTRAINT TRIGGER fault AFTER INSERT ON {0} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION give_up()"), () => EachAsync(["audit_entries"], "DROP TRIGGER fault ON {0}")),
        ];

        public static async Task<Faults> OpenAsync(TestRoom room, string refusal)
        {
            var connection = new NpgsqlConnection(room.Address.ConnectionString);
            await connection.OpenAsync();
            await RunAsync(connection, $"CREATE FUNCTION give_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'given up' USING ERRCODE = '{refusal}'; END $$");
            var tables = new List<string>();
            await using var list = new NpgsqlCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'sessions'", connection);
            await using var reader = await list.ExecuteReaderAsync();
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
            return new(connection, [.. tables]);
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();

        private Task EachAsync(string[] on, string sql) => RunAsync(connection, string.Join(";\n", on.Select(table => string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, table))));
    }
}
