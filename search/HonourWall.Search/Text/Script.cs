namespace HonourWall.Search.Text;

/// <summary>
/// What a code point is to the tokeniser. Fixed ranges, not Unicode categories, so that every runtime and browser agrees for ever;
/// the same table stands in <c>client/text.js</c>.
/// </summary>
internal static class Script
{
    /// <summary>Written without spaces between words and therefore indexed by pairs: Han, kana, bopomofo, Hangul, private use.</summary>
    public static bool IsHan(int c) => c is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x3FFFF) or (>= 0x3005 and <= 0x3007) or
        (>= 0x3021 and <= 0x3029) or (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FA) or (>= 0x30FC and <= 0x318E) or
        (>= 0x31A0 and <= 0x31BF) or (>= 0x2E80 and <= 0x2FDF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xE000 and <= 0xFAFF);

    /// <summary>A letter or digit of a script that puts spaces between words. None of them stands where most Chinese characters do, and these are asked about most.</summary>
    public static bool IsWord(int c) => c is not (>= 0x2E00 and <= 0xA4CF) and (
        (>= 'a' and <= 'z') or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 0xC0 and <= 0x1FFF and not 0xD7 and not 0xF7) or
        (>= 0x2C00 and <= 0x2DFF) or (>= 0xA4D0 and <= 0xABFF) or (>= 0xFB00 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC));

    /// <summary>What <c>\s</c> means in a browser, but for the mark of order U+FEFF, which may stand inside a name.</summary>
    public static bool IsSpace(int c) => c is ' ' or (>= 9 and <= 13) or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000;

    /// <summary>The dot inside a name: 买买提·艾力.</summary>
    public const int NameDot = 0xB7;
}
