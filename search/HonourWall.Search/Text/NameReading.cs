using System.Collections.Immutable;
using System.Globalization;
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
    private ImmutableArray<string> Words { get; init; }

    /// <summary>Every syllable in order.</summary>
    public IEnumerable<string> Syllables => Surname.Concat(Given);

    /// <summary>A to Z, or # when the first character has no known reading.</summary>
    public char Initial
    {
        get
        {
            var first = Syllables.FirstOrDefault("");
            var known = first.Length > 0 && char.IsAsciiLetterLower(first[0]) && !IsCodePoint(first);
            return known ? char.ToUpperInvariant(first[0]) : '#';
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
        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var (start, length) in parts.Words) words.Add(string.Concat(syllables.Skip(start).Take(length)));
        return new NameReading
        {
            SurnameText = string.Concat(parts.Characters.Take(parts.SurnameLength)),
            GivenText = parts.SurnameLength == 0 ? name : string.Concat(parts.Characters.Skip(parts.SurnameLength)),
            Surname = [.. syllables.Take(parts.SurnameLength)],
            Given = [.. syllables.Skip(parts.SurnameLength)],
            Words = words.ToImmutable(),
        };
    }

    /// <summary>
    /// The further readings of each character, the one of <see cref="Of"/> first: 长 → chang, zhang. Readers type these too.
    /// </summary>
    public static ImmutableArray<ImmutableArray<string>> Alternatives(string name, string? pinyin = null)
    {
        var parts = NameParts.Split(name);
        if (!parts.Han) return [.. parts.Characters.Select(c => ImmutableArray.Create(c))];
        var chosen = Explicit(parts.Characters, pinyin) ?? FromTable(parts);
        return [.. chosen.Select((syllable, i) => ImmutableArray.Create(syllable).AddRange(
            OneCharacter(parts, i).Where(other => other != syllable)))];
    }

    private static string[] FromTable(NameParts parts) =>
        [.. parts.Characters.Select((_, i) => OneCharacter(parts, i)[0])];

    private static string[] OneCharacter(NameParts parts, int index)
    {
        var table = NameTable.Shipped;
        var character = parts.Characters[index];
        if (index < parts.SurnameLength)
        {
            var surname = HanFolding.ToSimplified(string.Concat(parts.Characters.Take(parts.SurnameLength)));
            if (table.CompoundSurnames.TryGetValue(surname, out var compound)) return [compound[index]];
            if (table.Surnames.TryGetValue(surname, out var single)) return single;
            return Everyday(character);
        }
        return table.Given.TryGetValue(HanFolding.ToSimplified(character), out var given) ? given : Everyday(character);
    }

    private static string[] Everyday(string character)
    {
        var rune = Rune.GetRuneAt(character, 0);
        var readings = Readings.Of(rune.Value);
        if (readings.IsEmpty) readings = Readings.Of(HanFolding.Fold(rune.Value));
        if (!readings.IsEmpty) return readings.ToArray();
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
