using System.Data.Common;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Data.Migrations;

namespace HonourWall.Admin.Web;

/// <summary><c>/health</c>: whether the database answers, with the right schema, and the audit is at least as long as its anchor. No figure, no name.</summary>
public static class HealthEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/health", CheckAsync).AllowAnonymous();

    private static async Task<IResult> CheckAsync(AdminDbFactory databases, AuditAnchor anchor, CancellationToken cancel)
    {
        try
        {
            await using var db = databases.Open(Actor.System("health"));
            var ready = (await MigrationRunner.PendingAsync(db, cancel)).Count == 0 && await anchor.CompareAsync(db, cancel) is null;
            return ready ? Results.Text("ok\n") : Results.Text("not ready\n", statusCode: 503);
        }
        catch (Exception e) when (IsNotReady(e))
        {
            return Results.Text("not ready\n", statusCode: 503);
        }
    }

    // A PostgreSQL that is away is reported inside another exception, as something that may pass.
    private static bool IsNotReady(Exception problem) =>
        problem is DbException or MigrationException or IOException || (problem.InnerException is { } inner && IsNotReady(inner));
}
