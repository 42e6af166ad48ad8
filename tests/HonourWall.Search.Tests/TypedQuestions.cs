using System.Globalization;
using System.Text;
using HonourWall.Search.Text;

namespace HonourWall.Search.Tests;

/// <summary>
/// Questions as people and programs type and paste them: names, pinyin, years, districts, awards and pieces of text of the development
/// corpus, in the widths, scripts and forms that keyboards give, put together with and without what is no letter.
/// </summary>
internal sealed class TypedQuestions(int seed)
{
    private static readonly string[] Joints = ["", "", "", " ", " ", "　", "的", "，", "-", "·", "\u200b", "\ufeff", "\u200f", "/", " OR "];

    private static readonly string[] Odd =
    [
        "劳模", "女劳模", "全国劳模", "北京市有哪些劳模", "八十年代的全国劳动模范", "2010年代首都劳动奖章", "有哪些", "去年", "五十年代", "七八十年代", "上世纪", "1956年至", "～2015年", "89年", "1959-1979", "二零零五", "〇", "々", "㍻", "㈱", "①", "½", "ﬁ", "😀", "👨‍👩‍👧", "…", "\"", "“”", "<b>", "&amp;", "%E7", "\\", "*",
        "zz", "q", "7", "工作", "在", "是谁", "haidian", "chaoyangqu", "ß", "Ω", "ё", "カナ", "한글", "e\u0301", "\udb40\udd00", "\ufe0f", "\u2067", "\ue000",
    ];

    private readonly Random _random = new(seed);

    public string[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private string Next()
    {
        var question = new StringBuilder();
        for (var pieces = _random.Next(1, 5); pieces > 0; pieces--) question.Append(Typed(Piece())).Append(Any(Joints));
        return question.ToString();
    }

    private string Piece()
    {
        var person = Any(SearchCorpus.Documents);
        return _random.Next(9) switch
        {
            0 => person.Name,
            1 => string.Concat(NameReading.Of(person.Name).Syllables),
            2 => string.Concat(NameReading.Of(person.Name).Syllables.Select(syllable => syllable[0])),
            3 => Mixed(person.Name),
            4 => Any(person.Honours).Year?.ToString(CultureInfo.InvariantCulture) + "年",
            5 => Any(person.Honours).AwardName,
            6 => person.Districts[0].Name[..^_random.Next(2)],
            7 => Any(Odd),
            _ => Any(SearchCorpus.RandomRuns(5, _random.Next())),
        };
    }

    /// <summary>One character in pinyin, or another one.</summary>
    private string Mixed(string name)
    {
        var characters = name.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        var at = _random.Next(characters.Length);
        characters[at] = _random.Next(2) == 0 ? string.Concat(NameReading.Of(characters[at]).Syllables) : Any(SearchCorpus.Documents).Name[..1];
        return string.Concat(characters);
    }

    private string Typed(string piece) => _random.Next(8) switch
    {
        0 => piece.ToUpperInvariant(),
        1 => string.Concat(piece.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c)),
        2 => string.Concat(piece.Select(c => char.IsAsciiDigit(c) ? "〇一二三四五六七八九"[c - '0'] : c)),
        3 => string.Join(' ', piece.EnumerateRunes()),
        4 => string.Concat(Enumerable.Repeat(piece, _random.Next(1, 40))),
        _ => piece,
    };

    private T Any<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];
}
