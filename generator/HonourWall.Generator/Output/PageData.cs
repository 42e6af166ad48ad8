using System.Text;

namespace HonourWall.Generator.Output;

/// <summary>What a page brings for its script in a script element that is not run.</summary>
internal static class PageData
{
    /// <summary>The page with this in the element of that id, whatever stood there.</summary>
    public static byte[] Fill(ReadOnlySpan<byte> page, string id, ReadOnlySpan<byte> data)
    {
        var start = Encoding.UTF8.GetBytes($" id=\"{id}\">");
        var from = page.IndexOf(start) + start.Length;
        if (from < start.Length) throw new InvalidOperationException($"The page has no place for {id}.");
        return [.. page[..from], .. data, .. page[(from + page[from..].IndexOf("</script>"u8))..]];
    }
}
