using System.Buffers.Text;
using System.Text;

namespace HonourWall.Generator.Output;

/// <summary>A part of the search index as a classic script, the only thing that a page in a folder may load.</summary>
internal static class PartScript
{
    /// <summary><c>honourWallPart("terms/0-1a0709.bin","SFcB…")</c>; the search page waits for this call.</summary>
    public static byte[] Of(string path, ReadOnlySpan<byte> part)
    {
        var start = Encoding.UTF8.GetBytes($"honourWallPart(\"{path}\",\"");
        var script = new byte[start.Length + Base64.GetMaxEncodedToUtf8Length(part.Length) + 2];
        start.CopyTo(script, 0);
        Base64.EncodeToUtf8(part, script.AsSpan(start.Length), out _, out var length);
        "\")"u8.CopyTo(script.AsSpan(start.Length + length));
        return script;
    }

    /// <summary>The part in such a script; what is none gives no bytes, which no part is.</summary>
    public static byte[] Read(ReadOnlySpan<byte> script)
    {
        var start = script.LastIndexOf(",\""u8) + 2;
        if (start < 2 || !script.EndsWith("\")"u8)) return [];
        var base64 = script[start..^2];
        var part = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        var status = Base64.DecodeFromUtf8(base64, part, out _, out var length);
        return status == System.Buffers.OperationStatus.Done ? part[..length] : [];
    }
}
