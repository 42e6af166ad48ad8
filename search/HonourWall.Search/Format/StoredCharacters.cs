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

    public static JavaScriptEncoder Escapes { get; } = Made();

    private static JavaScriptEncoder Made()
    {
        var settings = new TextEncoderSettings();
        foreach (var (first, last) in Plain) for (int c = first; c <= last; c++) settings.AllowCharacter((char)c);
        return JavaScriptEncoder.Create(settings);
    }
}
