using HonourWall.Generator.Publishing;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

public sealed partial class SitePlanner
{
    /// <summary>Former addresses and where they lead; null: gone.</summary>
    private readonly SortedDictionary<string, string?> _moved = new(StringComparer.Ordinal);

    /// <summary>What servers read: <c>_headers</c> (Netlify, Cloudflare Pages) and the former addresses as a map for nginx (docs/deploy.md).</summary>
    private void PlanServerFiles()
    {
        if (_options.Stick) return;
        // Both services ask anew for whatever has no Cache-Control here.
        AddText("_headers", writer => writer.Write($"""
            /*
              Content-Security-Policy: {ContentPolicy.Header}
              X-Content-Type-Options: nosniff
              Referrer-Policy: strict-origin-when-cross-origin
            /assets/*
              Cache-Control: {CacheControl.Immutable}

            """.ReplaceLineEndings("\n")));
        AddText(".moved.nginx", writer =>
        {
            // People leave out the last slash.
            var root = _roll.Site.BaseUrl.AbsolutePath.TrimEnd('/');
            foreach (var (from, to) in _moved.SelectMany(m => m.Key[^1] == '/' ? [(m.Key, m.Value), (m.Key[..^1], m.Value)] : new[] { (m.Key, m.Value) }))
            {
                writer.Write($"{Quoted(root + from)} {(to is null ? "gone" : Quoted(to[0] == '/' ? root + to : to))};\n");
            }
        });

        // In nginx's quotes only these three have a meaning; addresses have been checked to hold no line breaks.
        static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "", StringComparison.Ordinal) + "\"";
    }
}
