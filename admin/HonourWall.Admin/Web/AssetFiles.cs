using System.Collections.Frozen;
using System.Security.Cryptography;

namespace HonourWall.Admin.Web;

/// <summary>The few files that pages refer to, embedded in the program. Their address carries a hash of all, so that browsers may keep them for ever.</summary>
public sealed class AssetFiles
{
    private readonly FrozenDictionary<string, byte[]> _files;

    public AssetFiles()
    {
        var assembly = typeof(AssetFiles).Assembly;
        _files = assembly.GetManifestResourceNames().Where(name => name.StartsWith("assets/", StringComparison.Ordinal)).ToFrozenDictionary(name => name["assets/".Length..], name =>
        {
            using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException(name);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }, StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in _files.Keys.Order(StringComparer.Ordinal)) hash.AppendData(_files[name]);
        Version = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    public string Version { get; }

    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/assets/{version}/{**name}", (HttpContext http, string version, string name) =>
        {
            if (!string.Equals(version, Version, StringComparison.Ordinal) || !_files.TryGetValue(name, out var bytes)) return Results.NotFound();
            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(bytes, Path.GetExtension(name) switch { ".css" => "text/css; charset=utf-8", ".js" => "text/javascript; charset=utf-8", ".svg" => "image/svg+xml; charset=utf-8", ".webp" => "image/webp", _ => "application/octet-stream" });
        }).AllowAnonymous();
}
