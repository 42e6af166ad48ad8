using HonourWall.Admin.Data;

namespace HonourWall.Admin.Audit;

/// <summary>Writes the anchor at the start, each hour in which something happened, and at the end; the head of the audit seconds after each entry.</summary>
public sealed partial class DailyAnchor(AdminDbFactory databases, AuditAnchor anchor, TimeProvider clock, ILogger<DailyAnchor> log) : BackgroundService
{
    private static readonly TimeSpan Mark = TimeSpan.FromHours(1);
    private bool _told;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await MarkAsync("stop", cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await MarkAsync("start", stoppingToken);
        var marked = clock.GetUtcNow();
        using var timer = new PeriodicTimer(AnchoredHead.Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = clock.GetUtcNow();
                if (!await LookAsync(now - marked >= Mark, stoppingToken)) continue;
                if (now - marked >= Mark) marked = now;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; StopAsync writes the last mark.
        }
    }

    // A database that is away for a while must not end the server: the next look is soon.
    private async Task<bool> LookAsync(bool mark, CancellationToken cancel)
    {
        try
        {
            await using var db = databases.Open(Actor.System("anchor"));
            if (mark) await anchor.MarkAsync(db, "daily", cancel);
            Tell(!await anchor.Head.AdvanceAsync(db, cancel), "the entry that anchors/head names is not in the database: run audit verify");
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Tell(true, e.GetType().Name);
            return false;
        }
    }

    // Once, not at every look.
    private void Tell(bool wrong, string why)
    {
        if (wrong && !_told) NotMoved(log, why);
        _told = wrong;
    }

    private async Task MarkAsync(string reason, CancellationToken cancel)
    {
        await using var db = databases.Open(Actor.System("anchor"));
        await anchor.MarkAsync(db, reason, cancel);
    }

    [LoggerMessage(LogLevel.Error, "The head of the audit was not written outside the database: {Why}.")]
    private static partial void NotMoved(ILogger log, string why);
}
