using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using HonourWall.Generator.Incremental;
using HonourWall.Roll.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace HonourWall.Generator.Serving;

/// <summary>The preview server: the built folder, a page of diagnostics while there are errors, and a signal to reload after each build.</summary>
/// <param name="hasClock">Whether the moment of <paramref name="options"/> was asked for; else each build takes its own.</param>
/// <param name="watch">Build again when a file of the content changes.</param>
public sealed class SiteServer(BuildOptions options, bool hasClock, IPAddress address, int port, bool watch, ServerLog log)
{
    private const string Prefix = "/.honourwall/";
    private const string ReloadScript = """
        // Preview only: loads the page anew after each build that is not the page's own.
        new EventSource('/.honourwall/events' + new URL(document.currentScript.src).search).onmessage = () => location.reload();
        """;

    /// <summary>Editors save several files at once, and some programs write a file twice.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(60);

    /// <summary>Who has just saved a file looks at its page first.</summary>
    private static readonly TimeSpan Lull = TimeSpan.FromSeconds(1);

    private ImmutableArray<Diagnostic> _errors = [];
    private BuildMemory _memory = BuildMemory.Nothing;

    public async Task RunAsync(CancellationToken cancellation)
    {
        ServerFolder.DeleteLeftOvers();
        using var own = new ServerFolder();
        // Before the first build, which takes a while: what is saved meanwhile is built next.
        using var changes = watch ? new ContentWatch(options.Source) : null;
        try
        {
            Build(own.Site, cancellation);
            using var signal = new ReloadSignal();
            await using var app = CreateApp(own.Site, signal);
            await app.StartAsync(cancellation);
            log.WriteLine($"{app.Urls.First()}/　(Ctrl-C {(log.Language == "zh" ? "结束" : "to stop")})");
            if (changes is not null) await BuildOnChangeAsync(own.Site, changes, signal, cancellation);
            else await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how a preview ends.
        }
    }

    private void Build(string folder, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var pipeline = new BuildPipeline(options with { Destination = folder, Now = hasClock ? options.Now : TimeProvider.System.GetUtcNow() }, _memory);
        var result = pipeline.Run(null, cancellation);
        _memory = pipeline.Memory;
        var time = Stopwatch.GetElapsedTime(start);
        _errors = [.. result.Diagnostics.Where(d => d.Severity == Severity.Error || (options.FailOnWarning && d.Severity == Severity.Warning))];
        log.Tell(result, time);
    }

    private async Task BuildOnChangeAsync(string folder, ContentWatch changes, ReloadSignal signal, CancellationToken cancellation)
    {
        while (true)
        {
            var next = changes.NextAsync(cancellation);
            // While nobody waits: what the build has left would otherwise be collected in the middle of the next one.
            if (await Task.WhenAny(next, Task.Delay(Lull, cancellation)) != next) GC.Collect();
            await next;
            do await Task.Delay(Quiet, cancellation);
            while (changes.TakeNext());
            try
            {
                Build(folder, cancellation);
            }
            catch (Exception problem) when (InputOutputProblem.Find(problem) is { } found)
            {
                // A file vanished while it was read; its own event builds again.
                log.WriteLine(found);
                continue;
            }
            signal.Send();
        }
    }

    private WebApplication CreateApp(string folder, ReloadSignal signal)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(address, port));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, folder, signal));
        return app;
    }

    private Task AnswerAsync(HttpContext context, string folder, ReloadSignal signal)
    {
        var path = context.Request.Path.Value ?? "/";
        context.Response.Headers.CacheControl = "no-store";
        return path switch
        {
            Prefix + "events" => signal.StreamAsync(context),
            Prefix + "reload.js" => TextAsync(context, "text/javascript; charset=utf-8", ReloadScript),
            _ when path.StartsWith(DiagnosticsPage.Prefix, StringComparison.Ordinal) => LookAsync(context, path[DiagnosticsPage.Prefix.Length..]),
            _ => PageOrFileAsync(context, folder, path, ReloadTag(signal.Edition)),
        };
    }

    /// <param name="reloadTag">Of the edition from before the page is looked for: one that is placed meanwhile is another.</param>
    private Task PageOrFileAsync(HttpContext context, string folder, string path, string reloadTag) =>
        !_errors.IsEmpty && IsPage(path) ? DiagnosticsAsync(context, reloadTag) : FileAsync(context, folder, path, reloadTag);

    private static string ReloadTag(string edition) => $"<script src=\"{Prefix}reload.js?{edition}\" defer></script>";

    private static bool IsPage(string path) => path.EndsWith('/') || path.EndsWith(".html", StringComparison.Ordinal);

    private Task DiagnosticsAsync(HttpContext context, string reloadTag)
    {
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return TextAsync(context, "text/html; charset=utf-8", new DiagnosticsPage(log.Language, options.Source, reloadTag).Of(_errors));
    }

    private static Task LookAsync(HttpContext context, string name)
    {
        if (DiagnosticsPage.Find(name) is not { } bytes)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        context.Response.ContentType = ContentTypes.TryGetContentType(name, out var type) ? type : "application/octet-stream";
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static async Task FileAsync(HttpContext context, string folder, string path, string reloadTag)
    {
        var provider = new PhysicalFileProvider(folder);
        var relative = path.EndsWith('/') ? path + "index.html" : path;
        var file = provider.GetFileInfo(relative);
        if (!file.Exists && provider.GetFileInfo(path + "/index.html").Exists)
        {
            context.Response.Redirect(path + "/" + context.Request.QueryString);
            return;
        }
        if (!file.Exists)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            file = provider.GetFileInfo("404.html");
            relative = "404.html";
            if (!file.Exists) return;
        }
        if (relative.EndsWith(".html", StringComparison.Ordinal))
        {
            var html = await File.ReadAllTextAsync(file.PhysicalPath!, context.RequestAborted); // a physical file has a path
            await TextAsync(context, "text/html; charset=utf-8", html.Replace("</body>", reloadTag + "</body>", StringComparison.Ordinal));
            return;
        }
        context.Response.ContentType = ContentTypes.TryGetContentType(relative, out var type) ? type : "application/octet-stream";
        await context.Response.SendFileAsync(file, context.RequestAborted);
    }

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    private static Task TextAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
