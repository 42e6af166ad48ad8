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
}
