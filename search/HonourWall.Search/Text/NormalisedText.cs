namespace HonourWall.Search.Text;

/// <summary>
/// A text as it is searched: folded code points, with one <see cref="Break"/> wherever words, sentences or fields part.
/// Each code point knows the UTF-16 span of the original it came from, so that a match can be marked there.
/// </summary>
internal sealed class NormalisedText
{
    /// <summary>What stands for any run of spaces between words, punctuation and signs.</summary>
    public const int Break = ' ';

    private int[] _codes = new int[32];
    private int[] _starts = new int[32];
    private int[] _ends = new int[32];

    public int Length { get; private set; }

    public ReadOnlySpan<int> Codes => _codes.AsSpan(0, Length);

    public int Start(int index) => _starts[index];

    public int End(int index) => _ends[index];

    public void Clear() => Length = 0;

    public void Add(int code, int start, int end)
    {
        if (Length == _codes.Length) Grow(Length + 1);
        _codes[Length] = code;
        _starts[Length] = start;
        _ends[Length++] = end;
    }

    /// <summary>Adds characters that stay as they are, from their place in the original on.</summary>
    public void Add(ReadOnlySpan<char> characters, int start)
    {
        var length = Length + characters.Length;
        if (length > _codes.Length) Grow(length);
        var codes = _codes.AsSpan(Length, characters.Length);
        var starts = _starts.AsSpan(Length, characters.Length);
        var ends = _ends.AsSpan(Length, characters.Length);
        for (var i = 0; i < characters.Length; i++)
        {
            codes[i] = characters[i];
            starts[i] = start + i;
            ends[i] = start + i + 1;
        }
        Length = length;
    }

    private void Grow(int length)
    {
        length = Math.Max(length, _codes.Length * 2);
        Array.Resize(ref _codes, length);
        Array.Resize(ref _starts, length);
        Array.Resize(ref _ends, length);
    }

    /// <summary>
    /// The same text with years in Chinese numerals as digits (二〇一五年 → 2015年), or this very text when it holds none.
    /// Both forms are indexed: the digits for who types 2015, the numerals because any run of characters must be found.
    /// </summary>
    public NormalisedText WithDigitYears()
    {
        if (Codes.IndexOf('年') < 0) return this;
        NormalisedText? result = null;
        var copied = 0;
        for (var i = 4; i < Length; i++)
        {
            if (_codes[i] != '年' || !IsYear(i - 4)) continue;
            result ??= new NormalisedText();
            Copy(result, copied, i - 4);
            if (i > 4 && Script.IsWord(_codes[i - 5])) result.Add(Break, _starts[i - 4], _starts[i - 4]);
            for (var k = i - 4; k < i; k++) result.Add('0' + Digit(_codes[k]), _starts[k], _ends[k]);
            copied = i;
        }
        if (result is null) return this;
        Copy(result, copied, Length);
        return result;
    }

    private void Copy(NormalisedText to, int from, int until)
    {
        for (var i = from; i < until; i++) to.Add(_codes[i], _starts[i], _ends[i]);
    }

    private bool IsYear(int at) =>
        Digit(_codes[at]) is 1 or 2 && Digit(_codes[at + 1]) >= 0 && Digit(_codes[at + 2]) >= 0 && Digit(_codes[at + 3]) >= 0
        && (at == 0 || Digit(_codes[at - 1]) < 0);

    /// <summary>What a Chinese numeral stands for; negative for anything else.</summary>
    internal static int Digit(int code) => code switch
    {
        '〇' or '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => -1,
    };
}
