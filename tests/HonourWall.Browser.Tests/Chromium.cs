using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(HonourWall.Browser.Tests.Chromium))]

namespace HonourWall.Browser.Tests;

/// <summary>The machine's Chromium. A machine without one fails these tests: a skipped browser test looks green.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>The same browser without its windows, where the machine has it: a third less processor time. It reads no settings.</summary>
    private const string Shell = "chromium-headless-shell";

    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private readonly ConcurrentBag<string> _profiles = [];

    /// <summary>How long a page may take to become what a test expects, in milliseconds: long, for a busy machine must not fail what is only slow. Speed has tests of its own.</summary>
    private const float Patience = 20_000;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Find([Shell, .. Names]),
            Args = Arguments,
        });
    }

    public async Task<Visit> VisitAsync(Viewport? viewport = null, ColorScheme scheme = ColorScheme.Light, bool script = true, bool elder = false, ForcedColors forcedColors = ForcedColors.None)
    {
        var at = viewport ?? Viewport.Desktop;
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions // launched before any test
        {
            ViewportSize = new ViewportSize { Width = at.Width, Height = at.Height },
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            ForcedColors = forcedColors,
        });
        if (elder) await context.AddInitScriptAsync("try { localStorage.setItem('elder', '1') } catch { }");
        return await Visit.StartAsync(context);
    }

    /// <summary>A browser whose reader has set the size of text in its settings, in pixels; nothing else is larger.</summary>
    public async Task<Visit> VisitWithTextOfAsync(int pixels, Viewport at)
    {
        var profile = Directory.CreateTempSubdirectory("honourwall-profile-").FullName;
        _profiles.Add(profile);
        Directory.CreateDirectory(Path.Combine(profile, "Default"));
        await File.WriteAllTextAsync(Path.Combine(profile, "Default", "Preferences"), $$$$"""{"webkit":{"webprefs":{"default_font_size":{{{{pixels}}}}}}}""");
        var context = await _playwright!.Chromium.LaunchPersistentContextAsync(profile, new BrowserTypeLaunchPersistentContextOptions // started before any test
        {
            ExecutablePath = Find(Names),
            Args = [.. Arguments, "--headless=new"],
            ViewportSize = new ViewportSize { Width = at.Width, Height = at.Height },
        });
        return await Visit.StartAsync(context);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        foreach (var profile in _profiles) Directory.Delete(profile, recursive: true);
    }

    private static string Find(string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"The browser tests need Chromium on the PATH (Debian: apt-get install chromium fonts-noto-cjk). Looked for {string.Join(", ", names)}.");
    }
}

/// <summary>The size of a reader's screen in CSS pixels.</summary>
public sealed record Viewport(int Width, int Height)
{
    public static readonly Viewport Desktop = new(1440, 900);
    public static readonly Viewport Phone = new(390, 844);
    /// <summary>The narrowest that must not scroll sideways (WCAG 1.4.10), and a desktop at 400 %.</summary>
    public static readonly Viewport Narrow = new(320, 640);
    /// <summary>A desktop at 200 %.</summary>
    public static readonly Viewport Zoomed = new(720, 450);
    /// <summary>A tablet held upright: the ledgers are still tables, and the menu is folded.</summary>
    public static readonly Viewport Tablet = new(768, 1024);
    /// <summary>The narrowest with the whole menu.</summary>
    public static readonly Viewport Wide = new(1121, 800);
}
