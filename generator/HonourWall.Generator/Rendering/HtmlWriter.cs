using System.Buffers;
using System.Text;

namespace HonourWall.Generator.Rendering;

/// <summary>
/// Writes HTML as UTF-8 into a buffer. Text has encoded what must be encoded in text and in double-quoted attributes (all that Razor
/// writes) and nothing else: the framework's encoder writes 𬱖, the ideographic space and + as numbers, which makes pages larger and harder to read.
/// </summary>
internal readonly struct HtmlWriter(ArrayBufferWriter<byte> output)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"");

    /// <summary>Writes what is HTML already.</summary>
    public void Raw(ReadOnlySpan<char> html)
    {
        var bytes = output.GetSpan(Encoding.UTF8.GetMaxByteCount(html.Length));
        output.Advance(Encoding.UTF8.GetBytes(html, bytes));
    }

    /// <summary>Writes a name of an element or attribute with what stands around it, all of it ASCII: most of what is written is this short.</summary>
    public void Name(ReadOnlySpan<byte> before, string name, ReadOnlySpan<byte> after)
    {
        var span = output.GetSpan(before.Length + name.Length + after.Length);
        before.CopyTo(span);
        if (Ascii.FromUtf16(name, span[before.Length..], out _) != OperationStatus.Done) throw new NotSupportedException($"「{name}」 is no name in HTML.");
        after.CopyTo(span[(before.Length + name.Length)..]);
        output.Advance(before.Length + name.Length + after.Length);
    }

    /// <summary>Writes what has been written before.</summary>
    public void Written(ReadOnlySpan<byte> html) => output.Write(html);

    /// <summary>Writes what is text.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(Special); at >= 0; at = text.IndexOfAny(Special))
        {
            Raw(text[..at]);
            Raw(text[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => "&quot;" });
            text = text[(at + 1)..];
        }
        Raw(text);
    }
}
