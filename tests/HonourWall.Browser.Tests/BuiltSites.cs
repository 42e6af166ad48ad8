using HonourWall.Generator;
using Xunit;

[assembly: AssemblyFixture(typeof(HonourWall.Browser.Tests.BuiltSites))]

namespace HonourWall.Browser.Tests;

/// <summary>
/// content/ built once, served at the root and below /a/b/; the same for opening from a folder; and the union of hard cases, whose
/// clock stands inside the term of its notice.
/// </summary>
public sealed class BuiltSites : IAsyncLifetime
{
    private static readonly DateTimeOffset Clock = new(2026, 12, 1, 8, 0, 0, TimeSpan.FromHours(8));

    private readonly string _folder = Directory.CreateTempSubdirectory("honourwall-browser-").FullName;

    /// <summary>content/ at the root of a server.</summary>
    public SiteHost Content { get; private set; } = null!; // set by InitializeAsync before any test
    /// <summary>The same folder below <c>/a/b/</c>, with its policy as a header too.</summary>
    public SiteHost Below { get; private set; } = null!; // likewise
    public SiteHost HardCases { get; private set; } = null!; // likewise
    /// <summary>content/ built to be opened without a server.</summary>
    public string StickFolder => Path.Combine(_folder, "stick");

    public async ValueTask InitializeAsync()
    {
        var content = Build(Repository.PathOf("content"), "content", stick: false);
        Build(Repository.PathOf("content"), "stick", stick: true);
        var hard = Build(Repository.PathOf("tests", "samples", "hard-cases"), "hard-cases", stick: false);
        Content = await SiteHost.StartAsync(content, "/");
        Below = await SiteHost.StartAsync(content, "/a/b/", sendsPolicy: true);
        HardCases = await SiteHost.StartAsync(hard, "/");
    }

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        await Below.DisposeAsync();
        await HardCases.DisposeAsync();
        Directory.Delete(_folder, true);
    }

    private string Build(string source, string name, bool stick)
    {
        var destination = Path.Combine(_folder, name);
        var result = new BuildPipeline(new BuildOptions { Source = source, Destination = destination, Now = Clock, Stick = stick }).Run(null, TestContext.Current.CancellationToken);
        Assert.True(result.Written, string.Join('\n', result.Diagnostics));
        return destination;
    }
}
