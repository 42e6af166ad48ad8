using System.Buffers;
using System.Text.Encodings.Web;

namespace HonourWall.Generator.Rendering;

/// <summary>
/// Encodes what HTML must have encoded in text and in double-quoted attributes (all that Razor writes) and nothing else: the framework's
/// encoder writes 𬱖, the ideographic space and + as numbers, which makes pages larger and harder to read.
/// </summary>
public sealed unsafe class PlainHtmlEncoder : HtmlEncoder
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"");

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override int FindFirstCharacterToEncode(char* text, int textLength) => new ReadOnlySpan<char>(text, textLength).IndexOfAny(Special);

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is '&' or '<' or '>' or '"';

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var entity = unicodeScalar switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => "&quot;" };
        var fits = entity.TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = fits ? entity.Length : 0;
        return fits;
    }

    // Razor encodes through these; most text has nothing to encode and goes out as it is.
    public override string Encode(string value) => value.AsSpan().IndexOfAny(Special) < 0 ? value : base.Encode(value);

    public override void Encode(TextWriter output, string value, int startIndex, int characterCount)
    {
        var text = value.AsSpan(startIndex, characterCount);
        while (true)
        {
            var at = text.IndexOfAny(Special);
            if (at < 0)
            {
                output.Write(text);
                return;
            }
            output.Write(text[..at]);
            output.Write(text[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => "&quot;" });
            text = text[(at + 1)..];
        }
    }
}
