using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace HonourWall.Browser.Tests;

/// <summary>A plain web server over a built folder, as a union would have it: files, index.html, 404.html and nothing else.</summary>
public sealed class SiteHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SiteHost(WebApplication app, string folder, Uri root) => (_app, Folder, Root) = (app, folder, root);

    public string Folder { get; }
    /// <summary>Ends in <c>/</c>.</summary>
    public Uri Root { get; }

    public string At(string address) => new Uri(Root, address.TrimStart('/')).AbsoluteUri;

    /// <param name="path">Where the site stands on the server: <c>/</c> or <c>/a/b/</c>.</param>
    /// <param name="sendsPolicy">Whether it sends the policy of the <c>_headers</c> file with everything.</param>
    public static async Task<SiteHost> StartAsync(string folder, string path, bool sendsPolicy = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var files = new PhysicalFileProvider(folder);
        var under = path.TrimEnd('/');
        if (sendsPolicy)
        {
            var policy = File.ReadLines(Path.Combine(folder, "_headers")).Select(line => line.Split("Content-Security-Policy: ")).First(parts => parts.Length > 1)[1];
            app.Use((context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = policy;
                return next(context);
            });
        }
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = under });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, RequestPath = under, ContentTypeProvider = Types() });
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.SendFileAsync(files.GetFileInfo("404.html"));
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(); // Kestrel tells where it listens
        return new SiteHost(app, folder, new Uri(new Uri(address), path));
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static FileExtensionContentTypeProvider Types()
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".bin"] = "application/octet-stream";
        types.Mappings[".vtt"] = "text/vtt";
        return types;
    }
}
