using System.Globalization;
using System.Text.RegularExpressions;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.LogServer;
using HonourWall.Admin.Operations;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace HonourWall.Admin.Tests.LogServer;

public partial class LogShippingTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_entry_of_the_audit_and_every_warning_reaches_the_log_server_over_TLS_also_after_an_outage(DatabaseKind kind)
    {
        using var authority = new Certificates();
        using var own = authority.Issue("room.example.org");
        using var theirs = authority.Issue("log.example.org");
        await using var room = await TestRoom.OpenAsync(kind);
        var (_, first, _, _) = await room.GrowTreeAsync();
        await using (var db = room.Everything())
        {
            for (var i = 0; i < 300; i++) db.Note(new(HonourWall.Admin.Audit.AuditAction.LookedUp, "persons"));
            await db.SaveChangesAsync();
        }
        var server = new SyslogServer(theirs);
        var address = new LogServerAddress("127.0.0.1", server.Port, authority.Authorities, own);
        await using (var app = await TestServer.StartAsync(room, options => options with { LogServer = address }))
        {
            await app.SignInAsync(first, Role.Reader);
            app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("HonourWall.Admin").LogWarning("第一行\n第二行");
            await AssertAllArriveAsync(room, server, 1);
            var line = (await server.WaitAsync(all => all.Any(m => m.Contains("第二行", StringComparison.Ordinal)))).Single(m => m.Contains("第二行", StringComparison.Ordinal));
            Assert.Matches("^<28>1 20[0-9-]+T[0-9:.]+Z [^ ]+ honourwall-admin [0-9]+ log - \uFEFFHonourWall.Admin: 第一行 . 第二行$", line);
            Assert.Equal("CN=room.example.org", server.Clients.First());

            // Whoever is refused is told apart, and the server is away while more happens.
            await server.DisposeAsync();
            await app.Visit().PostAsync("/sign-in", ("login", "nobody"), ("password", "wrong"), ("code", ""));
            await Task.Delay(1500);
            server = new SyslogServer(theirs, address.Port);
            var messages = await AssertAllArriveAsync(room, server, 2);
            Assert.Contains(messages, m => m.StartsWith("<108>1 ", StringComparison.Ordinal) && m.Contains(" action=\"SignInRefused\" ", StringComparison.Ordinal));
        }
        await server.DisposeAsync();

        // A room that starts again goes on from there, and sends what happened meanwhile.
        await using (var db = room.Everything())
        {
            db.Note(new(HonourWall.Admin.Audit.AuditAction.LookedUp, "persons"));
            await db.SaveChangesAsync();
        }
        await using var later = new SyslogServer(theirs, address.Port);
        await using (await TestServer.StartAsync(room, options => options with { LogServer = address })) await AssertAllArriveAsync(room, later, 2);
    }

    [Fact]
    public async Task A_log_server_that_cannot_show_who_it_is_is_told_nothing_and_the_room_goes_on()
    {
        using var authority = new Certificates();
        using var another = new Certificates();
        using var own = authority.Issue("room.example.org");
        using var theirs = another.Issue("log.example.org");
        await using var server = new SyslogServer(theirs);
        await using var room = await TestRoom.OpenAsync(DatabaseKind.Sqlite);
        var (_, first, _, _) = await room.GrowTreeAsync();
        foreach (var address in (LogServerAddress[])[new("127.0.0.1", server.Port, authority.Authorities, own), new("localhost", server.Port, another.Authorities, own), new("127.0.0.1", server.Port, null, own)])
        {
            await using var app = await TestServer.StartAsync(room, options => options with { LogServer = address });
            await app.SignInAsync(first, Role.Reader);
            await Task.Delay(300);
        }
        Assert.Empty(server.Messages);
    }

    [Fact]
    public void An_address_that_is_none_and_files_that_are_none_are_refused_at_the_start()
    {
        foreach (var place in (string[])["", ":6514", "log:0", "log:x", "tls://log:1"]) Assert.Contains("--syslog", Assert.Throws<OperationException>(() => LogServerAddress.Read(place, null, null)).Message, StringComparison.Ordinal);
        Assert.Contains("读不出", Assert.Throws<OperationException>(() => LogServerAddress.Read("log.example.org", "/nowhere.pem", null)).Message, StringComparison.Ordinal);
        Assert.Equal(6514, LogServerAddress.Read("log.example.org", null, null).Port);
        using var authority = new Certificates();
        using var own = authority.Issue("room.example.org");
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Certificates.Pem(own) + authority.AuthorityPem);
        Assert.True(LogServerAddress.Read("log.example.org", file, file).Own?.HasPrivateKey);
        File.Delete(file);
    }

    // Each entry to the end, in order, with the hash that stands in the database: from the first one on, or from a little before where the last connection ended.
    private static async Task<string[]> AssertAllArriveAsync(TestRoom room, SyslogServer server, long from)
    {
        List<(long Sequence, string Hash)> entries;
        await using (var db = room.Everything()) entries = await db.AuditEntries.OrderBy(e => e.Sequence).Select(e => new ValueTuple<long, string>(e.Sequence, e.Hash)).ToListAsync();
        var messages = await server.WaitAsync(all => all.Any(m => m.Contains($"sequence=\"{entries[^1].Sequence}\" ", StringComparison.Ordinal)));
        var arrived = messages.Select(m => Audit().Match(m)).Where(m => m.Success).Select(m => (long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), m.Groups[2].Value)).ToList();
        var first = arrived[0].Item1;
        Assert.True(from == 1 ? first == 1 : first > 1, $"It begins with {first}.");
        Assert.Equal(entries.Where(e => e.Sequence >= first), arrived.Where(a => a.Item1 <= entries[^1].Sequence));
        Assert.All(messages, m => Assert.DoesNotContain("测试", m, StringComparison.Ordinal));
        return messages;
    }

    [GeneratedRegex("audit \\[audit@32473 sequence=\"([0-9]+)\" .* hash=\"([^\"]+)\"\\]")]
    private static partial Regex Audit();
}
