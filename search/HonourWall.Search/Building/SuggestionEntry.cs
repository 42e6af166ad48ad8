using System.Text;
using HonourWall.Search.Format;
using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>One way to come to a suggestion: who types a beginning of <paramref name="Key"/> may mean <paramref name="Text"/>.</summary>
internal readonly record struct SuggestionEntry(string Key, string Text, SuggestionKind Kind) : IComparable<SuggestionEntry>
{
    [ThreadStatic]
    private static NormalisedText? _folded;

    /// <summary>The first character of the key; suggestions that begin alike stand together.</summary>
    public int Group => char.ConvertToUtf32(Key, 0);

    public int CompareTo(SuggestionEntry other)
    {
        var order = string.CompareOrdinal(Key, other.Key);
        if (order == 0) order = string.CompareOrdinal(Text, other.Text);
        return order != 0 ? order : Kind.CompareTo(other.Kind);
    }

    /// <summary>
    /// All entries of a document, some more than once. They only add up: how often an entry stands in an index is the sum over its
    /// documents, so that one document more or less changes nothing but its own.
    /// </summary>
    public static void AddOf(IndexedDocument document, Action<SuggestionEntry> add)
    {
        AddNameOf(document, add);
        foreach (var (text, kind) in TopicsOf(document)) foreach (var entry in Of(text, kind)) add(entry);
    }

    /// <summary>The entries of its name, of which there are as many as documents.</summary>
    public static void AddNameOf(IndexedDocument document, Action<SuggestionEntry> add)
    {
        foreach (var entry in Of(document.Name, (SuggestionKind)document.Kind)) add(entry);
        AddSounds(document, add);
    }

    /// <summary>What it shares with others, each of which has an entry.</summary>
    public static IEnumerable<(string Text, SuggestionKind Kind)> TopicsOf(IndexedDocument document)
    {
        yield return (document.Employer, SuggestionKind.Employer);
        foreach (var district in document.Districts) yield return (district.Name, SuggestionKind.District);
        for (var i = 0; i < document.Honours.Length; i++)
        {
            // An award that was given twice counts once.
            var award = document.Honours[i].AwardName;
            var isKnown = false;
            for (var before = 0; before < i && !isKnown; before++) isKnown = document.Honours[before].AwardName == award;
            if (!isKnown) yield return (award, SuggestionKind.Award);
        }
        if (document.Industry is { } industry) yield return (industry.Name, SuggestionKind.Industry);
    }

    /// <summary>
    /// The entries of a text that holds anything that can be typed: by its beginning, and by where the part begins that people call it by. A person by the given
    /// name, a unit or an award by what follows its place: 素丽 means 李素丽, 公交 means 北京公交集团, 劳动模范 means 全国劳动模范 too.
    /// </summary>
    public static IEnumerable<SuggestionEntry> Of(string text, SuggestionKind kind)
    {
        if (Folded(text) is not { Length: > 0 } key) yield break;
        yield return new SuggestionEntry(key, text, kind);
        foreach (var inner in kind == SuggestionKind.Person ? NameParts.Split(text).AfterEachWord().Select(Folded) : UnitName.AfterEachPlace(key))
        {
            // One character begins too much to tell anything.
            if (inner.Length >= 2) yield return new SuggestionEntry(inner, text, kind);
        }
    }

    /// <summary>A person is also found by the sound and by the initials.</summary>
    private static void AddSounds(IndexedDocument document, Action<SuggestionEntry> add)
    {
        var keys = new List<string>(2);
        foreach (var reading in PinyinKeys.Flat(document.PinyinPattern))
        {
            AddKey(string.Create(reading.AsSpan().Length - reading.AsSpan().CountAny(' ', '|'), reading, static (sound, reading) =>
            {
                var length = 0;
                foreach (var c in reading) if (c is not (' ' or '|')) sound[length++] = c;
            }));
            AddKey(string.Create(1 + reading.AsSpan().CountAny(' ', '|'), reading, static (initials, reading) =>
            {
                var length = 0;
                for (var i = 0; i < reading.Length; i++) if (i == 0 || reading[i - 1] is ' ' or '|') initials[length++] = reading[i];
            }));
        }

        void AddKey(string key)
        {
            if (keys.Contains(key)) return;
            keys.Add(key);
            add(new SuggestionEntry(key, document.Name, (SuggestionKind)document.Kind));
        }
    }

    /// <summary>The folded characters of a text without breaks, as they are compared with what is typed.</summary>
    private static string Folded(string text)
    {
        var folded = _folded ??= new NormalisedText();
        folded.Clear();
        Normaliser.Append(folded, text);
        // Most names fold to themselves, and a city has many.
        if (folded.Length == text.Length && IsSame(folded.Codes, text)) return text;
        var result = new StringBuilder(text.Length);
        foreach (var code in folded.Codes)
        {
            if (code == NormalisedText.Break) continue;
            if (code < 0x10000) result.Append((char)code);
            else result.Append(char.ConvertFromUtf32(code));
        }
        return result.ToString();
    }

    private static bool IsSame(ReadOnlySpan<int> codes, string text)
    {
        for (var i = 0; i < codes.Length; i++) if (codes[i] != text[i] || codes[i] == NormalisedText.Break) return false;
        return true;
    }
}
