namespace HonourWall.Admin.Rules.Releases;

/// <summary>Sees to it, before the server listens, that there is a release of the rules.</summary>
public sealed class RuleSeed(RuleReleases releases) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => releases.SeedAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
