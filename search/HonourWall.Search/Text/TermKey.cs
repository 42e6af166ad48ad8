namespace HonourWall.Search.Text;

/// <summary>
/// The key of a term: one number below 2^53, which JavaScript can hold too. A pair of Han characters and a single one are their code
/// points; every other term (a word, a pinyin key, a facet value) is a 52-bit hash of its text above all of those.
/// </summary>
internal static class TermKey
{
    /// <summary>All keys are below this.</summary>
    public const ulong Space = 1UL << 53;

    private const ulong Words = 1UL << 52;
    private const ulong Singles = 1UL << 50;

    public static ulong Pair(int first, int second) => ((ulong)first << 21) | (uint)second;

    public static ulong Single(int code) => Singles + (ulong)code;

    public static bool IsSingle(ulong key) => key is >= Singles and < Words;

    public static bool IsWord(ulong key) => key >= Words;

    /// <summary>A term that is text. Terms of other families have a prefix that no folded text has: <c>P:</c> pinyin, <c>D:</c> district …</summary>
    public static ulong Word(ReadOnlySpan<char> text)
    {
        // FNV-1a and a second, unlike sum over UTF-16 units: in 2^52 a million words collide once in 9,000 sites.
        uint low = 2166136261, high = 0x9747B28C;
        foreach (var unit in text)
        {
            low = (low ^ unit) * 16777619;
            high = (high ^ unit) * 0x85EBCA6B;
            high ^= high >> 15;
        }
        return Words + ((ulong)(high & 0xFFFFF) << 32) + low;
    }

    /// <summary>The key of a beginning in the directory of suggestions: its first character, so that what begins alike stands together, and a hash of it all.</summary>
    public static ulong Beginning(string prefix) => ((ulong)char.ConvertToUtf32(prefix, 0) << 32) | (Word(prefix) & 0xFFFFFFFF);

    public static ulong Word(ReadOnlySpan<int> codes)
    {
        Span<char> text = stackalloc char[Math.Min(codes.Length, 64) * 2];
        var length = 0;
        foreach (var code in codes[..Math.Min(codes.Length, 64)])
        {
            if (code < 0x10000) text[length++] = (char)code;
            else
            {
                text[length++] = (char)(0xD7C0 + (code >> 10));
                text[length++] = (char)(0xDC00 + (code & 0x3FF));
            }
        }
        return Word(text[..length]);
    }
}
