using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace HonourWall.Search.Format;

/// <summary>
/// How the characters of stored texts are written: GBK, two bytes for a Chinese character and one for a letter, which every browser reads by itself. Only characters
/// that have had the same place in it at all times are written so; any other stands in its JSON as <c>\uXXXX</c>, so that none can become another.
/// </summary>
internal static class StoredCharacters
{
    /// <summary>The characters of GBK that its successors left alone, by first and last: punctuation, the common Chinese characters, full-width forms.</summary>
    public static readonly (char First, char Last)[] Plain =
        [(' ', '~'), ('·', '·'), ('×', '×'), ('—', '—'), ('‘', '’'), ('“', '”'), ('…', '…'), ('、', '〃'), ('々', '々'), ('〇', '】'), ('〔', '〗'), ('一', '龥'), ('！', '～')];

    public static Encoding Encoding { get; } = CodePagesEncodingProvider.Instance.GetEncoding(936) ?? throw new NotSupportedException("GBK");

    /// <summary>For each character its bytes in GBK, or 0 where it is escaped: an encoding of the framework takes ten times as long.</summary>
    private static readonly ushort[] Codes = Made();

    /// <summary>What a character takes at most.</summary>
    public const int MostBytes = 6;

    /// <summary>Writes a text as it stands in JSON between quotation marks.</summary>
    /// <returns>How many bytes it takes, at most <see cref="MostBytes"/> times its length.</returns>
    public static int WriteJson(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        var at = 0;
        foreach (var c in text)
        {
            var code = Codes[c];
            // Signs of JSON, and characters that may be none: what becomes of them is the encoder's to say.
            if (code == 0 || c is '"' or '\\') return Write(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text.ToString()), bytes);
            if (code > 0xFF) bytes[at++] = (byte)(code >> 8);
            bytes[at++] = (byte)code;
        }
        return at;
    }

    /// <summary>Writes characters of JSON.</summary>
    private static int Write(ReadOnlySpan<char> json, Span<byte> bytes)
    {
        var at = 0;
        foreach (var c in json)
        {
            var code = Codes[c];
            if (code == 0)
            {
                "\\u"u8.CopyTo(bytes[at..]);
                ((int)c).TryFormat(bytes[(at + 2)..], out _, "x4", CultureInfo.InvariantCulture);
                at += 6;
                continue;
            }
            if (code > 0xFF) bytes[at++] = (byte)(code >> 8);
            bytes[at++] = (byte)code;
        }
        return at;
    }

    private static ushort[] Made()
    {
        var codes = new ushort[char.MaxValue + 1];
        foreach (var (first, last) in Plain)
            for (int c = first; c <= last; c++) codes[c] = Encoding.GetBytes([(char)c]) is [var high, var low] ? (ushort)(high << 8 | low) : Encoding.GetBytes([(char)c])[0];
        return codes;
    }
}
