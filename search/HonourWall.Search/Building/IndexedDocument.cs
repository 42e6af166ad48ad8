using System.Collections.Immutable;
using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>What the builder keeps of a document between reading and writing: all but its text, which is encoded at once and stands apart.</summary>
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

    public static IndexedDocument Of(SearchDocument document) =>
        Of(document, document.Kind == SearchKind.Person ? PinyinKeys.Pattern(document.Name, document.Pinyin) : "");

    /// <summary>Of a document that was read back: the editor's pinyin is in its pattern only.</summary>
    public static IndexedDocument Of(SearchDocument document, string pattern) => new()
    {
        Key = KeyOf(document.Kind, document.Id),
        Kind = document.Kind,
        Name = document.Name,
        PinyinPattern = pattern,
        Employer = document.Employer,
        Districts = document.Districts,
        Honours = document.Honours,
        Industry = document.Industry,
    };

    public static string KeyOf(SearchKind kind, string id) => $"{(int)kind}/{id}";
}
