using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using HonourWall.Generator.Planning;
using HonourWall.Generator.Reporting;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Serving;

/// <summary>What the preview shows instead of the site while the content has errors: each at its line, in the look of the site.</summary>
internal sealed class DiagnosticsPage(string language, string contentFolder, string reloadTag)
{
    /// <summary>Where the styles of the site and these few stand while there may be no site yet.</summary>
    public const string Prefix = "/.honourwall/look/";

    private const string Style = """
        .mistakes{list-style:none;margin:0;padding:0;max-width:60rem}
        .mistakes li{padding-block:1.5rem;border-top:1px solid var(--hair)}
        .mistakes .place{font:.8125rem/1.6 ui-monospace,monospace;color:var(--ink-2);overflow-wrap:anywhere}
        .mistakes .place b{color:var(--cinnabar)}
        .mistakes h2{font:700 1.25rem/1.5 var(--song);margin:.25rem 0 .75rem}
        .mistakes pre{font:.9375rem/1.8 ui-monospace,monospace;background:var(--stone-1);padding:.5rem 1rem .75rem;margin:0 0 .75rem;white-space:pre-wrap;overflow-wrap:anywhere;border-inline-start:3px solid var(--cinnabar)}
        .mistakes mark{text-emphasis:none;text-decoration:underline wavy var(--cinnabar) 2px;text-underline-offset:.3em}
        .mistakes mark:empty::before{content:"^";color:var(--cinnabar)}
        """;

    private static readonly Lazy<Assets> Look = new(Assets.Read);

    public string Of(ImmutableArray<Diagnostic> errors)
    {
        var words = new DiagnosticWords(language);
        var lines = new SourceLines(contentFolder);
        var page = new StringBuilder($"""
            <!doctype html>
            <html lang="{(words.IsChinese ? "zh-Hans" : "en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>{(words.IsChinese ? $"{errors.Length} 处错误" : $"{errors.Length} errors")}</title>
            <link rel="stylesheet" href="{Prefix}{Path.GetFileName(Look.Value.Paths["css/site.css"])}"><link rel="stylesheet" href="{Prefix}mistakes.css">{reloadTag}</head>
            <body><main class="page"><header class="blankstone stone slab"><h1 class="cut">{(words.IsChinese ? "内容有错误" : "The content has errors")}</h1><p>{(words.IsChinese ? $"共 {errors.Length} 处。改好并保存，这一页会自己换成网站；上一次的网站没有动。" : $"{errors.Length} of them. Mend and save: this page then turns into the site by itself.")}</p></header>
            <ol class="mistakes">

            """);
        foreach (var error in errors)
        {
            page.Append($"<li><p class=\"place\">{Encoded(error.Place.ToString())} <b>{error.Code}</b></p><h2>{Encoded(words.Message(error))}</h2>");
            if ((error.SourceLine ?? lines.Find(error.Place)) is { } line && !string.IsNullOrWhiteSpace(line))
            {
                var excerpt = SourceExcerpt.Of(line, error.Place);
                page.Append($"<pre>{Encoded(excerpt.Before)}{(error.Place.Column > 0 ? $"<mark>{Encoded(excerpt.Meant)}</mark>" : "")}{Encoded(excerpt.After)}</pre>");
            }
            page.Append($"<p>{Encoded(words.HelpLabel)}{Encoded(words.Help(error))}</p></li>\n");
        }
        return page.Append("</ol></main></body></html>").ToString();
    }

    /// <summary>The bytes of a style or a stone below <see cref="Prefix"/>; null for what is none.</summary>
    public static ReadOnlyMemory<byte>? Find(string name)
    {
        if (name == "mistakes.css") return Encoding.UTF8.GetBytes(Style);
        if (Look.Value.Files.FirstOrDefault(f => f.Path == "assets/" + name) is not { } file) return null;
        var bytes = new ArrayBufferWriter<byte>();
        file.Begin().Write(bytes);
        return bytes.WrittenMemory;
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
