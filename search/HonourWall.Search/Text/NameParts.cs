using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace HonourWall.Search.Text;

/// <summary>A name taken apart: its characters, how many of them are the surname, and the words around · or spaces.</summary>
internal sealed record NameParts
{
    /// <summary>One character each; for a name in Latin letters one word each, in lower case.</summary>
    public required ImmutableArray<string> Characters { get; init; }

    public required bool Han { get; init; }

    public required int SurnameLength { get; init; }

    /// <summary>Start and length, in <see cref="Characters"/>, of the words of a slug.</summary>
    public required ImmutableArray<(int Start, int Length)> Words { get; init; }

    /// <summary>What follows each word but the last: the given name, the father's name behind a dot.</summary>
    public IEnumerable<string> AfterEachWord()
    {
        for (var i = 1; i < Words.Length; i++) yield return string.Concat(Characters[Words[i].Start..]);
    }

    public static NameParts Split(string name)
    {
        // Nearly every name, and a city has many.
        if (name.Length is > 1 and <= 4 && name.AsSpan().IndexOfAnyExceptInRange('\u4E00', '\u9FFF') < 0) return Plain(name);
        var words = name.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        var han = name.EnumerateRunes().Any(IsHan);
        if (!han) return Latin(words);
        var characters = words.SelectMany(word => word.EnumerateRunes()).Where(IsNamed).Select(rune => rune.ToString()).ToImmutableArray();
        var surname = words.Length == 1 && characters.All(c => IsHan(Rune.GetRuneAt(c, 0))) ? SurnameLengthOf(characters) : 0;
        var places = ImmutableArray.CreateBuilder<(int, int)>();
        if (surname > 0)
        {
            places.Add((0, surname));
            places.Add((surname, characters.Length - surname));
        }
        else
        {
            var at = 0;
            foreach (var word in words)
            {
                var length = word.EnumerateRunes().Count(IsNamed);
                if (length > 0) places.Add((at, length));
                at += length;
            }
        }
        return new NameParts { Characters = characters, Han = true, SurnameLength = surname, Words = places.ToImmutable() };
    }

    private static NameParts Plain(string name)
    {
        var characters = new string[name.Length];
        for (var i = 0; i < characters.Length; i++) characters[i] = Character.ToText(name[i]);
        var shared = ImmutableCollectionsMarshal.AsImmutableArray(characters);
        var surname = SurnameLengthOf(shared);
        return new NameParts { Characters = shared, Han = true, SurnameLength = surname, Words = [(0, surname), (surname, characters.Length - surname)] };
    }

    // U+00B7 is the right one; the rest is what keyboards and old lists give.
    private static readonly char[] Separators = ['·', '•', '‧', '・', '･', '．', ' ', '\t', '\u3000', '\u00A0', '-', '\''];

    private static NameParts Latin(string[] words)
    {
        var letters = words.Select(PinyinText.Letters).Where(word => word.Length > 0).ToImmutableArray();
        return new NameParts { Characters = letters, Han = false, SurnameLength = 0, Words = [.. letters.Select((_, i) => (i, 1))] };
    }

    /// <summary>A compound surname needs something after it: 欧阳 alone is 欧 with the given name 阳.</summary>
    private static int SurnameLengthOf(ImmutableArray<string> characters)
    {
        // 阿卜杜拉 and other long names without · are no surname and given name.
        if (characters.Length < 2) return 0;
        var table = NameTable.Shipped;
        for (var length = Math.Min(table.LongestCompound, characters.Length - 1); length > 1; length--)
        {
            if (!table.BeginsCompound(characters[0])) break;
            var start = HanFolding.ToSimplified(string.Concat(characters.AsSpan()[..length]));
            if (table.CompoundSurnames.ContainsKey(start)) return length;
        }
        return characters.Length <= 4 ? 1 : 0;
    }

    private static bool IsNamed(Rune rune) => Rune.IsLetterOrDigit(rune) || IsHan(rune);

    /// <summary>Ideographs of every block, and 〇.</summary>
    private static bool IsHan(Rune rune) => rune.Value is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x323AF) or (>= 0xF900 and <= 0xFAFF) or 0x3007;
}
