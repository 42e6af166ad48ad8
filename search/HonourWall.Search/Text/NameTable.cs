using System.Text;

namespace HonourWall.Search.Text;

/// <summary>The table of surnames, compound surnames (复姓) and given-name readings that differ from everyday ones.</summary>
internal sealed class NameTable
{
    private static readonly Lazy<NameTable> Instance = new(() => new NameTable());

    /// <summary>The table that ships with this library.</summary>
    public static NameTable Shipped => Instance.Value;

    /// <summary>单 → [shan, dan]; only surnames whose reading is not left to <see cref="Readings"/>.</summary>
    public Dictionary<string, string[]> Surnames { get; }

    /// <summary>尉迟 → [yu/wei, chi].</summary>
    public Dictionary<string, string[]> CompoundSurnames { get; }

    /// <summary>长 → [chang, zhang].</summary>
    public Dictionary<string, string[]> Given { get; }

    /// <summary>The length in characters of the longest compound surname.</summary>
    public int LongestCompound { get; }

    private readonly HashSet<string> _compoundBeginnings;

    /// <summary>Whether a compound surname begins with a character, traditional or simplified; says no for nearly all.</summary>
    public bool BeginsCompound(string character) => _compoundBeginnings.Contains(HanFolding.ToSimplified(character));

    private NameTable()
    {
        var lines = TableFile.Lines("name-readings.txt")
            .Select(row => (row.Section, Words: row.Line.Split(' ')))
            .ToLookup(row => row.Section, row => row.Words, StringComparer.Ordinal);
        Dictionary<string, string[]> Section(string name) =>
            lines[name].ToDictionary(words => words[0], words => words[1..], StringComparer.Ordinal);
        Surnames = Section("surnames");
        CompoundSurnames = Section("compound surnames");
        Given = Section("given names");
        _compoundBeginnings = CompoundSurnames.Keys.Select(surname => Rune.GetRuneAt(surname, 0).ToString()).ToHashSet(StringComparer.Ordinal);
        LongestCompound = CompoundSurnames.Keys.Max(surname => surname.EnumerateRunes().Count());
    }
}
