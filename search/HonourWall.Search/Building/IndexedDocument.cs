using System.Collections.Immutable;
using HonourWall.Search.Format;
using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>What the builder keeps of a document between reading and writing: all but its text, which is deflated at once.</summary>
internal sealed record IndexedDocument
{
    /// <summary>Unique among all documents: kind and id.</summary>
    public required string Key { get; init; }

    public required SearchKind Kind { get; init; }

    public required string Name { get; init; }

    public required string PinyinPattern { get; init; }

    public required string Employer { get; init; }

    public required ImmutableArray<SearchTopic> Districts { get; init; }

    public required ImmutableArray<SearchHonour> Honours { get; init; }

    public required SearchTopic? Industry { get; init; }

    /// <summary>The text part's bytes for this document.</summary>
    public required byte[] Stored { get; init; }

    public static IndexedDocument Of(SearchDocument document)
    {
        var pattern = document.Kind == SearchKind.Person ? PinyinKeys.Pattern(document.Name, document.Pinyin) : "";
        return new IndexedDocument
        {
            Key = $"{(int)document.Kind}/{document.Id}",
            Kind = document.Kind,
            Name = document.Name,
            PinyinPattern = pattern,
            Employer = document.Employer,
            Districts = document.Districts,
            Honours = document.Honours,
            Industry = document.Industry,
            Stored = StoredDocument.Write(document, pattern),
        };
    }

    /// <summary>For sorting by name: first readings, then the name itself; other scripts stand behind.</summary>
    public string SortKey => (NameReading.Of(Name) is var reading && PinyinPattern.Length > 0 ? FirstReading() : reading.SortKey) + "\u0001" + Name;

    private string FirstReading() =>
        string.Join(' ', PinyinPattern.Split('|', ' ').Select(syllables => syllables.Split('/')[0]));
}
