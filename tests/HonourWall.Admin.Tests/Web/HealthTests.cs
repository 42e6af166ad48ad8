using System.Net;
using HonourWall.Admin.Data;
using HonourWall.Admin.Tests.Support;
using HonourWall.Admin.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HonourWall.Admin.Tests.Web;

public class HealthTests
{
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody;Database=nothing;Timeout=5")] // nobody listens
    [InlineData(null)] // a SQLite without a schema
    public async Task A_room_whose_database_does_not_answer_is_not_ready(string? away)
    {
        await using var room = TestRoom.OpenEmpty(DatabaseKind.Sqlite);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(away is null ? room.Factory : new AdminDbFactory(DatabaseAddress.From(away, room.Folder), room.Audit)).AddSingleton(room.Anchor);
        await using var app = builder.Build();
        HealthEndpoint.Map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var answer = await app.GetTestClient().GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready\n"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
