using Microsoft.AspNetCore.Http;

namespace HonourWall.Generator.Serving;

/// <summary>Tells every open page of the preview that the site was built anew (server-sent events).</summary>
public sealed class ReloadSignal : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Send() => Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

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
            while (true)
            {
                await _next.Task.WaitAsync(ending.Token);
                await context.Response.WriteAsync("data: built\n\n", ending.Token);
                await context.Response.Body.FlushAsync(ending.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the preview ends.
        }
    }
}
