using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace HonourWall.Browser.Tests;

/// <summary>One tab with its own storage, and everything the browser complains of while it is open.</summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>
    /// The elements that reach beyond an edge, but for the scroller that is meant to. What runs from right to left is lost beyond the left edge:
    /// no scrollbar leads there.
    /// </summary>
    private const string Overhanging = """
        () => {
          const width = document.documentElement.clientWidth;
          const wide = document.documentElement.scrollWidth > width;
          const beyond = ({ left, right }) => (wide && right > width + 1) || (right > 0 && left < -1);
          return [...document.querySelectorAll('body *')].filter((e) => beyond(e.getBoundingClientRect()) && !e.closest('.scrub,.spine,.vh'))
            .slice(0, 4).map((e) => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 20));
        }
        """;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        // Reports of the content security policy come through the console as errors.
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Enqueue($"{message.Type} at {page.Url}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _complaints.Enqueue($"exception at {page.Url}: {error}");
        page.RequestFailed += (_, request) => _complaints.Enqueue($"request failed: {request.Url}");
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Starts a new page with a clean slate.</summary>
    public void Forget() => _complaints.Clear();

    public static async Task<Visit> StartAsync(IBrowserContext context) => new(context, await context.NewPageAsync());

    public Task<IResponse?> GoAsync(string url) => Page.GotoAsync(url, new PageGotoOptions { WaitUntil = WaitUntilState.Load });

    /// <summary>Waits until the address ends in this; <c>*</c> stands for one step of it.</summary>
    public Task ArrivesAtAsync(string ending) =>
        Assertions.Expect(Page).ToHaveURLAsync(new Regex(Regex.Escape("/" + ending).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$"));

    public Task<string[]> OverhangingAsync() => Page.EvaluateAsync<string[]>(Overhanging);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
