using System.Collections.Concurrent;
using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Tests.Data;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace HonourWall.Admin.Tests.Web;

/// <summary>What is refused is refused whole, counted, and on record.</summary>
public class RefusalTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_field_that_comes_twice_counts_neither_time(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, second, _) = await server.Room.GrowTreeAsync();
        var clerk = await server.SignInAsync(first, Role.Clerk);
        (string, string)[] form = [("name", "测试一"), ("organisation", first.Id.ToString()), ("status", "在职")];
        foreach (var twice in ((string, string)[])[("name", "测试二"), ("organisation", second.Id.ToString()), ("status", "去世"), ("organisation", first.Id.ToString())])
            Assert.Equal(HttpStatusCode.BadRequest, (await clerk.PostAsync("/persons/new", [.. form, twice])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await clerk.GetAsync("/persons?q=1&q=2")).StatusCode);
        await using var db = server.Room.Everything();
        Assert.Equal(0, await db.Persons.CountAsync(TestContext.Current.CancellationToken));
        // The boxes to tick are a list.
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync("/persons/new", [.. form, ("remove", "health"), ("remove", "income")])).StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_tries_what_is_not_theirs_stands_in_the_audit(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, second, _) = await server.Room.GrowTreeAsync();
        await using var db = server.Room.Everything();
        var person = ScopeTests.NewPerson(second, "测试一");
        db.Persons.Add(person);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var clerk = await server.SignInAsync(first, Role.Clerk);
        await clerk.GetAsync($"/persons/{person.Id}");
        await clerk.PostAsync($"/persons/{person.Id}/reveal", ("field", "id_number"), ("reason", "核对发放信息"));
        await clerk.PostAsync("/persons/new", new FormUrlEncodedContent([new("name", "测试二")]));
        await clerk.PostAsync("/persons/new", ("name", "测试二"), ("name", "测试三"));
        await clerk.GetAsync("/no-such-page");
        var denied = await db.AuditEntries.Where(e => e.Action == "Denied" && e.ActorId == clerk.Account!.Id).OrderBy(e => e.Sequence).Select(e => $"{e.SubjectId} {e.Detail}").ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["/persons/{id:guid} GET 404", "/persons/{id:guid}/reveal POST 404", "/persons/new POST 400", "/persons/new POST 400"], denied);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "SqliteException (1)")]
    [InlineData(DatabaseKind.PostgreSql, "PostgresException (42P01)")]
    public async Task What_a_database_refuses_stands_in_the_log_by_its_code_and_without_its_words(DatabaseKind kind, string expected)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var clerk = await server.SignInAsync(first, Role.Clerk);
        using var log = new Lines();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await using (var db = server.Room.Everything()) await db.Database.ExecuteSqlRawAsync("ALTER TABLE budgets RENAME TO gone", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.InternalServerError, (await clerk.GetAsync("/budgets")).StatusCode);
        Assert.Contains(log.All, line => line.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(log.All, line => line.Contains("no such table", StringComparison.Ordinal) || line.Contains("does not exist", StringComparison.Ordinal));
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }

    [Fact]
    public async Task A_form_whose_connection_breaks_is_no_refusal()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var clerk = await server.SignInAsync(first, Role.Clerk);
        await Assert.ThrowsAnyAsync<Exception>(() => clerk.PostAsync("/persons/new", new Broken()));
        Assert.Equal(HttpStatusCode.OK, (await clerk.GetAsync("/persons")).StatusCode);
        await using var db = server.Room.Everything();
        Assert.Equal(0, await db.AuditEntries.CountAsync(e => e.Action == "Denied", TestContext.Current.CancellationToken));
    }

    /// <summary>The beginning of a form.</summary>
    private sealed class Broken : HttpContent
    {
        public Broken() => Headers.ContentType = new("application/x-www-form-urlencoded");

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("name=%E6%B5"u8.ToArray());
            await stream.FlushAsync();
            throw new IOException("The connection broke.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 1000;
            return true;
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Reveals_look_ups_and_exports_at_once_are_counted_one_after_the_other(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var clerk = await server.SignInAsync(first, Role.Clerk);
        var address = (await clerk.PostAsync("/persons/new", ("name", "测试一"), ("organisation", first.Id.ToString()), ("status", "在职"), ("mobile", "13800138000"))).Headers.Location!.OriginalString.Split('?')[0];
        clerk.Token = await clerk.TokenAsync();
        async Task<int> AtOnceAsync(int times, Func<string, Task<HttpResponseMessage>> send) => (await Task.WhenAll(Enumerable.Range(0, times).Select(n => Task.Run(() => send(n.ToString(System.Globalization.CultureInfo.InvariantCulture)))))).Count(answer => answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect);
        Assert.Equal(Reveals.PerHour, await AtOnceAsync(Reveals.PerHour + 12, n => clerk.PostAsync(address + "/reveal", ("press", n), ("field", "mobile"), ("reason", "核对发放信息"))));
        Assert.Equal(ListExport.PerHour, await AtOnceAsync(ListExport.PerHour + 8, n => clerk.PostAsync("/persons/export", ("press", n), ("format", "csv"), ("reason", "年度核对"))));
        Assert.Equal(Reveals.LookUpsPerHour, await AtOnceAsync(Reveals.LookUpsPerHour + 12, n => clerk.PostAsync("/persons/find", ("press", n), ("number", "13800138000"))));
    }
}
