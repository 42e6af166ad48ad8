using HonourWall.Admin.Data;

namespace HonourWall.Admin.Audit;

/// <summary>Writes the anchor at the start, each hour in which something happened, and at the end.</summary>
public sealed class DailyAnchor(AdminDbFactory databases, AuditAnchor anchor, TimeProvider clock) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await MarkAsync("stop", cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await MarkAsync("start", stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await MarkAsync("daily", stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; StopAsync writes the last mark.
        }
    }

    private async Task MarkAsync(string reason, CancellationToken cancel)
    {
        await using var db = databases.Open(Actor.System("anchor"));
        await anchor.MarkAsync(db, reason, cancel);
    }
}
