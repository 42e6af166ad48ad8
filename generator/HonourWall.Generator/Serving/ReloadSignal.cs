using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HonourWall.Generator.Serving;

/// <summary>
/// Tells every open page of the preview that the site was built anew (server-sent events). A page says of which build it is, so that one which was placed
/// while the page was on its way to the browser is not missed, nor one of a server that was started again.
/// </summary>
public sealed class ReloadSignal : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private Placed _last = new();

    /// <summary>Of the site that is in place.</summary>
    public string Edition => _last.Edition;

    public void Send() => Interlocked.Exchange(ref _last, new Placed()).Over.SetResult();

    /// <summary>Ends every stream.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    public async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
        try
        {
            await context.Response.WriteAsync(": open\n\n", ending.Token);
            await context.Response.Body.FlushAsync(ending.Token);
            var seen = context.Request.QueryString.Value is ['?', .. var edition] ? edition : Edition;
            while (true)
            {
                var last = _last;
                if (last.Edition == seen)
                {
                    await last.Over.Task.WaitAsync(ending.Token);
                    last = _last;
                }
                seen = last.Edition;
                await context.Response.WriteAsync("data: built\n\n", ending.Token);
                await context.Response.Body.FlushAsync(ending.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the preview ends.
        }
    }

    private sealed class Placed
    {
        public string Edition { get; } = Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture);

        /// <summary>Once there is another.</summary>
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
