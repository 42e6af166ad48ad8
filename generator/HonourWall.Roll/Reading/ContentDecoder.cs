using System.Text;
using System.Text.Unicode;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Roll.Reading;

/// <summary>
/// Bytes of a content file to text. Content is UTF-8, with or without a byte-order mark. GB18030, which Excel writes when it saves "CSV",
/// is reported and then read all the same, so that the file's other mistakes are shown in the same run.
/// </summary>
public static class ContentDecoder
{
    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new PlatformNotSupportedException("GB18030");

    public static ContentFile Decode(string name, ReadOnlySpan<byte> bytes, DiagnosticBag diagnostics)
    {
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        if (!Utf8.IsValid(bytes)) return DecodeForeign(name, bytes, diagnostics);
        var file = new ContentFile(name, Encoding.UTF8.GetString(bytes));
        StrangeCharacters.Report(file, diagnostics);
        return file;
    }

    /// <summary>The text of bytes that are GB18030 and not UTF-8, else null.</summary>
    public static string? TryDecodeGb18030(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Gb18030.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static ContentFile DecodeForeign(string name, ReadOnlySpan<byte> bytes, DiagnosticBag diagnostics)
    {
        var isUtf16 = bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (!isUtf16 && TryDecodeGb18030(bytes) is { } text)
        {
            var gb = new ContentFile(name, text);
            diagnostics.Add("HW110", gb.PlaceAt(FirstNonAscii(text)));
            StrangeCharacters.Report(gb, diagnostics);
            return gb;
        }
        diagnostics.Add("HW111", new ContentPlace(name));
        return new ContentFile(name, "") { IsUnreadable = true };
    }

    private static int FirstNonAscii(string text) => Math.Max(0, text.AsSpan().IndexOfAnyExceptInRange('\0', '\u007f'));
}
