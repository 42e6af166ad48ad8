using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace HonourWall.Search.Text;

/// <summary>
/// How a person's name is read: 单国强 → shan | guo qiang, 尉迟恭 → yu chi | gong (姓名读音).
/// A name with · and a name that is not Chinese has no surname: 买买提·艾力 → | mai mai ti ai li.
/// Syllables are toneless ASCII with v for ü, as people type them; a character without a known reading gives its code point, u2b4a6.
/// </summary>
public sealed record NameReading
{
    private NameReading()
    {
    }

    /// <summary>The surname as written, "" when the name has none.</summary>
    public required string SurnameText { get; init; }

    /// <summary>What follows the surname as written; the whole name when it has no surname.</summary>
    public required string GivenText { get; init; }

    public required ImmutableArray<string> Surname { get; init; }

    public required ImmutableArray<string> Given { get; init; }

    /// <summary>The words that a slug joins with hyphens: surname and given name, or the parts around each ·.</summary>
    private IEnumerable<string> Words => WordPlaces.Select(place => string.Concat(Syllables.Skip(place.Start).Take(place.Length)));

    private ImmutableArray<(int Start, int Length)> WordPlaces { get; init; }

    /// <summary>Every syllable in order.</summary>
    public IEnumerable<string> Syllables => Surname.Concat(Given);

    /// <summary>The <see cref="Initial"/> of a name whose first character has no known reading.</summary>
    public const char Unread = '#';

    /// <summary>A to Z, or <see cref="Unread"/> when the first character has no known reading.</summary>
    public char Initial
    {
        get
        {
            var first = !Surname.IsEmpty ? Surname[0] : !Given.IsEmpty ? Given[0] : "";
            var known = first.Length > 0 && char.IsAsciiLetterLower(first[0]) && !IsCodePoint(first);
            return known ? char.ToUpperInvariant(first[0]) : Unread;
        }
    }

    /// <summary>For ids: <c>shi-chuanxiang</c>, <c>lv-xia</c> (ü is v), <c>maimaiti-aili</c>, <c>ouyang-ming</c>. "" for an empty name.</summary>
    public string Slug => string.Join('-', Words);

    /// <summary>For sorting with ordinal comparison, syllable by syllable: 李爱国 "li ai guo" before 李安 "li an".</summary>
    public string SortKey => string.Join(' ', Syllables);

    /// <summary>
    /// Reads a name. <paramref name="pinyin"/> is what an editor wrote where the table is wrong: with tones or without, ü or v,
    /// "shi chuan xiang" or "Shí Chuánxiáng"; it is used when its syllables fit the name's characters, else the table is.
    /// </summary>
    public static NameReading Of(string name, string? pinyin = null)
    {
        var parts = NameParts.Split(name);
        string[] syllables = parts.Han ? Explicit(parts.Characters, pinyin) ?? FromTable(parts) : [.. parts.Characters];
        var surname = parts.SurnameLength;
        return new NameReading
        {
            SurnameText = string.Concat(parts.Characters.AsSpan()[..surname]),
            GivenText = surname == 0 ? name : string.Concat(parts.Characters.AsSpan()[surname..]),
            Surname = ImmutableArray.Create(syllables, 0, surname),
            Given = ImmutableArray.Create(syllables, surname, syllables.Length - surname),
            WordPlaces = parts.Words,
        };
    }

    /// <summary>Whether a name begins with a surname, as far as can be told from the name alone.</summary>
    public static bool HasSurname(string name) => NameParts.Split(name).SurnameLength > 0;

    /// <summary>
    /// The further readings of each character, the one of <see cref="Of"/> first: 长 → chang, zhang. Readers type these too.
    /// </summary>
    public static ImmutableArray<ImmutableArray<string>> Alternatives(string name, string? pinyin = null)
    {
        var parts = NameParts.Split(name);
        if (!parts.Han) return [.. parts.Characters.Select(c => ImmutableArray.Create(c))];
        var chosen = Explicit(parts.Characters, pinyin);
        var alternatives = new ImmutableArray<string>[parts.Characters.Length];
        for (var i = 0; i < alternatives.Length; i++)
        {
            var known = OneCharacter(parts, i);
            // The tables' own arrays: nobody can change them through this type.
            alternatives[i] = chosen is null || chosen[i] == known[0] ? ImmutableCollectionsMarshal.AsImmutableArray(known) : [chosen[i], .. known.Where(other => other != chosen[i])];
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(alternatives);
    }

    private static string[] FromTable(NameParts parts)
    {
        var syllables = new string[parts.Characters.Length];
        for (var i = 0; i < syllables.Length; i++) syllables[i] = OneCharacter(parts, i)[0];
        return syllables;
    }

    private static string[] OneCharacter(NameParts parts, int index)
    {
        var table = NameTable.Shipped;
        var character = parts.Characters[index];
        if (index < parts.SurnameLength)
        {
            var surname = HanFolding.ToSimplified(string.Concat(parts.Characters.AsSpan()[..parts.SurnameLength]));
            if (table.CompoundSurnames.TryGetValue(surname, out var compound)) return compound[index].Split('/');
            if (table.Surnames.TryGetValue(surname, out var single)) return single;
            return Everyday(character);
        }
        return table.Given.TryGetValue(HanFolding.ToSimplified(character), out var given) ? given : Everyday(character);
    }

    private static string[] Everyday(string character)
    {
        var rune = Rune.GetRuneAt(character, 0);
        var readings = Readings.Of(rune.Value);
        if (readings.Length == 0) readings = Readings.Of(HanFolding.Fold(rune.Value));
        if (readings.Length > 0) return readings;
        return [rune.IsAscii ? character.ToLowerInvariant() : "u" + rune.Value.ToString("x", CultureInfo.InvariantCulture)];
    }

    private static string[]? Explicit(IReadOnlyList<string> characters, string? pinyin)
    {
        if (string.IsNullOrWhiteSpace(pinyin)) return null;
        var syllables = PinyinText.Syllables(pinyin, characters);
        return syllables.Length == characters.Count ? syllables : null;
    }

    private static bool IsCodePoint(string syllable) => syllable.Length > 4 && syllable[0] == 'u' && char.IsAsciiHexDigit(syllable[1]);
}
