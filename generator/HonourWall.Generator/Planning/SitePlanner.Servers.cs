using System.Text.RegularExpressions;
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
            {string.Join('\n', PublishOrder.Immutable.Select(start => $"/{start}*\n  Cache-Control: {CacheControl.Immutable}"))}

            """.ReplaceLineEndings("\n")));
        AddText(".moved.nginx", writer =>
        {
            var root = Uri.UnescapeDataString(_roll.Site.BaseUrl.AbsolutePath.TrimEnd('/'));
            // People leave out the last slash.
            var all = _moved.SelectMany(m => (string[])(m.Key[^1] == '/' ? [m.Key, m.Key[..^1]] : [m.Key]), (m, from) => (From: root + from, To: m.Value)).ToList();
            // A map of nginx knows no capital letters: /About/ would lead /about/ to itself, and /Old beside /old is an error. Its expressions do.
            var capitals = all.Select(m => m.From).Where(f => f.Any(char.IsAsciiLetterUpper)).Select(f => f.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
            foreach (var (from, to) in all)
            {
                var key = capitals.Contains(from.ToLowerInvariant()) ? $"\"~^{Escaped(Regex.Escape(from))}$\"" : $"\"{Escaped(from)}\"";
                writer.Write($"{key} {(to is null ? "gone" : $"\"{Escaped(Encoded(to[0] == '/' ? root + to : to)).Replace("$", "%24", StringComparison.Ordinal)}\"")};\n");
            }
        });

        // In nginx's quotes these two have a meaning; addresses have been checked to hold no line breaks.
        static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

        // A header is of ASCII, without blanks.
        static string Encoded(string address) => string.Concat(address.EnumerateRunes().Select(r => r.Value is > ' ' and < 0x7F ? r.ToString() : Uri.EscapeDataString(r.ToString())));
    }
}
