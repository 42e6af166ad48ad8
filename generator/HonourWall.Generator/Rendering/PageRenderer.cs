using System.Buffers;
using System.Text.Encodings.Web;
using HonourWall.Site;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HonourWall.Generator.Rendering;

/// <summary>Draws a page component to UTF-8 HTML. Safe to use from several threads.</summary>
public sealed class PageRenderer : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton<HtmlEncoder, PlainHtmlEncoder>()
        .BuildServiceProvider();

    public void Render<TPage, TModel>(TModel model, Frame frame, IBufferWriter<byte> output)
        where TPage : Page<TModel>
        where TModel : notnull
    {
        // One renderer a page: a reused one keeps every page that it ever drew.
        using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        var drawing = renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(new Dictionary<string, object?>(2)
            {
                [nameof(Page<>.Model)] = model,
                [nameof(Page<>.Frame)] = frame,
            }));
            using var writer = new Utf8TextWriter(output);
            root.WriteHtmlTo(writer);
        });
        // Pages have no services and wait for nothing, so this has completed; an exception surfaces here.
        drawing.GetAwaiter().GetResult();
    }

    public void Dispose() => _services.Dispose();
}
