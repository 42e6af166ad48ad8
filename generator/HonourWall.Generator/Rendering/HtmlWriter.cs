using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace HonourWall.Generator.Rendering;

/// <summary>
/// Writes HTML as UTF-8 into memory of its own. Text has encoded what must be encoded in text and in double-quoted attributes (all that Razor
/// writes) and nothing else: the framework's encoder writes 𬱖, the ideographic space and + as numbers, which makes pages larger and harder to read.
/// </summary>
/// <remarks>Nearly all that is written is a few characters long, so what each piece costs beside its characters is what a page costs: no buffer behind an interface, no call of an encoder.</remarks>
internal sealed class HtmlWriter
{
    /// <summary>Most bytes that one UTF-16 character takes: one of a pair of surrogates takes two.</summary>
    private const int MostBytes = 3;

    private byte[] _bytes = new byte[32 * 1024];
    private int _length;

    /// <summary>All that has been written since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Writes what is HTML already.</summary>
    public void Raw(ReadOnlySpan<char> html)
    {
        var bytes = Room(html.Length * MostBytes);
        Utf8.FromUtf16(html, bytes, out _, out var written);
        _length += written;
    }

    /// <summary>Writes a name of an element or attribute with what stands around it, all of it ASCII: most of what is written is this short.</summary>
    public void Name(ReadOnlySpan<byte> before, string name, ReadOnlySpan<byte> after)
    {
        var span = Room(before.Length + name.Length + after.Length);
        before.CopyTo(span);
        span = span[before.Length..];
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c >= 0x80) throw new NotSupportedException($"「{name}」 is no name in HTML.");
            span[i] = (byte)c;
        }
        after.CopyTo(span[name.Length..]);
        _length += before.Length + name.Length + after.Length;
    }

    /// <summary>Writes what has been written before.</summary>
    public void Written(ReadOnlySpan<byte> html)
    {
        html.CopyTo(Room(html.Length));
        _length += html.Length;
    }

    /// <summary>Writes what is text.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        var span = Room(text.Length * Math.Max(MostBytes, "&quot;".Length));
        var at = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '&' or '<' or '>' or '"':
                    var name = c switch { '&' => "&amp;"u8, '<' => "&lt;"u8, '>' => "&gt;"u8, _ => "&quot;"u8 };
                    name.CopyTo(span[at..]);
                    at += name.Length;
                    break;
                case < '\x80':
                    span[at++] = (byte)c;
                    break;
                case < '\x800':
                    span[at++] = (byte)(0xC0 | (c >> 6));
                    span[at++] = (byte)(0x80 | (c & 0x3F));
                    break;
                case < '\xD800' or > '\xDFFF':
                    span[at++] = (byte)(0xE0 | (c >> 12));
                    span[at++] = (byte)(0x80 | ((c >> 6) & 0x3F));
                    span[at++] = (byte)(0x80 | (c & 0x3F));
                    break;
                default:
                    // Half of a pair alone is written as U+FFFD.
                    if (Rune.DecodeFromUtf16(text[i..], out var rune, out var taken) == OperationStatus.Done) i += taken - 1;
                    at += rune.EncodeToUtf8(span[at..]);
                    break;
            }
        }
        _length += at;
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        return _bytes.AsSpan(_length);
    }
}
