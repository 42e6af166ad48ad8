using System.Globalization;

namespace HonourWall.Search.Text;

/// <summary>Collects the distinct terms of one document with their class; reused for the next one. One thread at a time.</summary>
internal sealed class TermCollector
{
    private readonly NormalisedText _text = new();
    private ulong[] _keys = new ulong[4096];
    private byte[] _classes = new byte[4096];
    private int[] _used = new int[1024];

    public int Count { get; private set; }

    public ulong Key(int index) => _keys[_used[index]];

    public byte Class(int index) => _classes[_used[index]];

    public void Clear()
    {
        for (var i = 0; i < Count; i++) _classes[_used[i]] = 0;
        Count = 0;
    }

    public void AddDocument(SearchDocument document, string pinyinPattern)
    {
        AddName(document.Name);
        foreach (var name in document.OtherNames) AddName(name);
        foreach (var field in Fields(document)) AddText(field, TermClass.Field);
        AddText(document.Body, TermClass.Body);
        foreach (var (key, place) in PinyinKeys.Of(pinyinPattern)) Add(TermKey.Word(key), place);
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
            Add(TermKey.Single(codes[i]), Place(i, 1, codes));
            if (i + 1 < codes.Length && Script.IsHan(codes[i + 1])) Add(TermKey.Pair(codes[i], codes[i + 1]), Place(i, 2, codes));
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
        AddPairs(_text.Codes, place);
        // A year in Chinese numerals is found by its characters and by its digits; beside it no pair changes.
        AddWords(_text.WithDigitYears().Codes, place);
    }

    private void AddPairs(ReadOnlySpan<int> codes, TermClass place)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            if (!Script.IsHan(codes[i])) continue;
            Add(TermKey.Single(codes[i]), place);
            if (i + 1 < codes.Length && Script.IsHan(codes[i + 1])) Add(TermKey.Pair(codes[i], codes[i + 1]), place);
        }
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

    private void Add(ulong key, TermClass place)
    {
        var mask = _keys.Length - 1;
        var at = (int)((key * 0x9E3779B97F4A7C15UL) >> 40) & mask;
        while (_classes[at] != 0)
        {
            if (_keys[at] == key)
            {
                if (place == TermClass.Body && _classes[at] == (byte)TermClass.Body) _classes[at] = (byte)TermClass.BodyOften;
                else if ((byte)place > _classes[at]) _classes[at] = (byte)place;
                return;
            }
            at = (at + 1) & mask;
        }
        _keys[at] = key;
        _classes[at] = (byte)place;
        if (Count == _used.Length) Array.Resize(ref _used, Count * 2);
        _used[Count++] = at;
        if (Count * 2 > _keys.Length) Grow();
    }

    private void Grow()
    {
        var keys = _keys;
        var classes = _classes;
        var used = _used.AsSpan(0, Count).ToArray();
        _keys = new ulong[keys.Length * 2];
        _classes = new byte[keys.Length * 2];
        Count = 0;
        foreach (var at in used) Add(keys[at], (TermClass)classes[at]);
    }
}
