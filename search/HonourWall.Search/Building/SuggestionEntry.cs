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
        AddText(document.Name, (SuggestionKind)document.Kind, add);
        AddSounds(document, add);
        AddText(document.Employer, SuggestionKind.Employer, add);
        foreach (var district in document.Districts) AddText(district.Name, SuggestionKind.District, add);
        foreach (var award in document.Honours.Select(h => h.AwardName).Distinct(StringComparer.Ordinal)) AddText(award, SuggestionKind.Award, add);
        if (document.Industry is { } industry) AddText(industry.Name, SuggestionKind.Industry, add);
    }

    private static void AddText(string text, SuggestionKind kind, Action<SuggestionEntry> add)
    {
        var key = Folded(text);
        if (key.Length > 0) add(new SuggestionEntry(key, text, kind));
    }

    /// <summary>A person is also found by the sound and by the initials.</summary>
    private static void AddSounds(IndexedDocument document, Action<SuggestionEntry> add)
    {
        if (document.PinyinPattern.Length == 0) return;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var sound = new StringBuilder();
        var initials = new StringBuilder();
        foreach (var reading in PinyinKeys.Readings(document.PinyinPattern))
        {
            sound.Clear();
            initials.Clear();
            foreach (var word in reading)
            {
                foreach (var syllable in word)
                {
                    sound.Append(syllable);
                    initials.Append(syllable[0]);
                }
            }
            keys.Add(sound.ToString());
            keys.Add(initials.ToString());
        }
        foreach (var key in keys) add(new SuggestionEntry(key, document.Name, (SuggestionKind)document.Kind));
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
