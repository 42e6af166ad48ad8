using System.Globalization;

namespace HonourWall.Search.Text;

/// <summary>Goes over the terms of documents; who takes them says what becomes of them. One thread at a time.</summary>
internal abstract class TermCollector
{
    private readonly NormalisedText _text = new();
    private readonly Action<ulong, TermClass> _add;

    protected TermCollector() => _add = Add;

    /// <summary>A Han character of a name and the pair that it begins; <paramref name="second"/> is 0 where it begins none.</summary>
    protected abstract void AddName(int first, TermClass single, int second, TermClass pair);

    /// <summary>A folded text, of which every Han character is a term, and every two that stand side by side.</summary>
    protected abstract void AddText(ReadOnlySpan<int> codes, TermClass place);

    /// <summary>Any other term.</summary>
    protected abstract void Add(ulong key, TermClass place);

    public void AddDocument(SearchDocument document, string pinyinPattern)
    {
        AddName(document.Name);
        foreach (var name in document.OtherNames) AddName(name);
        foreach (var field in Fields(document)) AddText(field, TermClass.Field);
        AddText(document.Body, TermClass.Body);
        PinyinKeys.AddOf(pinyinPattern, _add);
        foreach (var district in document.Districts) Add(TermKey.Word("D:" + district.Id), TermClass.Field);
        foreach (var honour in document.Honours) Add(TermKey.Word(HonourTerm(honour.AwardId, honour.Year)), TermClass.Field);
    }

    /// <summary>The term of an award in a year, which the words of both alone cannot tell from two honours.</summary>
    public static string HonourTerm(string awardId, int? year) => $"H:{awardId}:{year ?? 0}";

    /// <summary>The short fields that are indexed and verified as text, in the order in which a reader of the index sees them too.</summary>
    public static IEnumerable<string> Fields(SearchDocument document)
    {
        yield return document.Employer;
        yield return document.Occupation;
        foreach (var district in document.Districts) yield return district.Name;
        foreach (var honour in document.Honours) yield return HonourText(honour.AwardName, honour.Year);
        if (document.Industry is { } industry) yield return industry.Name;
        yield return document.Line;
    }

    /// <summary>An honour as people write it: 2015年北京市劳动模范.</summary>
    public static string HonourText(string award, int? year) => year is null ? award : string.Create(CultureInfo.InvariantCulture, $"{year}年{award}");

    private void AddName(string name)
    {
        _text.Clear();
        Normaliser.Append(_text, name);
        var codes = _text.Codes;
        for (var i = 0; i < codes.Length; i++)
        {
            if (!Script.IsHan(codes[i])) continue;
            var isPair = i + 1 < codes.Length && Script.IsHan(codes[i + 1]);
            AddName(codes[i], Place(i, 1, codes), isPair ? codes[i + 1] : 0, Place(i, 2, codes));
        }
        // 黄涛华 is found by 黄辛华: the middle character is the one that no pair is left of.
        if (codes.Length == 3 && Script.IsHan(codes[0]) && Script.IsHan(codes[2]))
            Add(TermKey.Word(SkipTerm(codes[0], codes[2])), TermClass.Field);
        AddWords(codes, TermClass.NameInside);
    }

    /// <summary>The term of a three-character name whose middle character does not matter.</summary>
    public static string SkipTerm(int first, int last) => $"S:{char.ConvertFromUtf32(first)}{char.ConvertFromUtf32(last)}";

    private static TermClass Place(int at, int length, ReadOnlySpan<int> codes)
    {
        var start = at == 0;
        var end = at + length == codes.Length;
        return start && end ? TermClass.NameWhole : start ? TermClass.NameStart : end ? TermClass.NameEnd : TermClass.NameInside;
    }

    private void AddText(string text, TermClass place)
    {
        if (text.Length == 0) return;
        _text.Clear();
        Normaliser.Append(_text, text);
        AddText(_text.Codes, place);
        // A year in Chinese numerals is found by its characters and by its digits; beside it no pair changes.
        AddWords(_text.WithDigitYears().Codes, place);
    }

    private void AddWords(ReadOnlySpan<int> codes, TermClass place)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            if (!Script.IsWord(codes[i])) continue;
            var end = i + 1;
            while (end < codes.Length && Script.IsWord(codes[end])) end++;
            Add(TermKey.Word(codes[i..end]), place);
            i = end;
        }
    }
}
