using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>Tabs that the many small tests of one class take turns in: a new one for each page costs more than the page.</summary>
public sealed class Tabs(Chromium chromium) : IAsyncLifetime
{
    public Visit Desktop { get; private set; } = null!; // set by InitializeAsync before any test
    public Visit Phone { get; private set; } = null!; // likewise

    public async ValueTask InitializeAsync()
    {
        Desktop = await chromium.VisitAsync();
        Phone = await chromium.VisitAsync(Viewport.Phone);
        // Watches from before the first paint of each page.
        await Phone.Page.AddInitScriptAsync("window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });");
    }

    public async ValueTask DisposeAsync()
    {
        await Desktop.DisposeAsync();
        await Phone.DisposeAsync();
    }
}
