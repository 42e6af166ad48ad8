using System.Collections.Immutable;

namespace HonourWall.Search;

/// <summary>What a search result is.</summary>
public enum SearchKind
{
    Person,
    Collective,
    Studio,
    Story,
}

/// <summary>A facet value with its name: a district as awarded or of today, an industry.</summary>
public sealed record SearchTopic(string Id, string Name);

/// <summary>One honour as far as search knows it. <paramref name="Level"/> is the id of the award's level: national, municipal …</summary>
public sealed record SearchHonour(string AwardId, string AwardName, int? Year, string Level)
{
    /// <summary>The ids of its districts, as awarded and as of today; each is among <see cref="SearchDocument.Districts"/>. None where that is not known.</summary>
    public ImmutableArray<string> Districts { get; init; } = [];
}

/// <summary>Everything search knows of one page: what is indexed, what is shown, what it can be narrowed by.</summary>
public sealed record SearchDocument
{
    /// <summary>The content id; unique within its <see cref="Kind"/>.</summary>
    public required string Id { get; init; }

    public required SearchKind Kind { get; init; }

    public required string Name { get; init; }

    public ImmutableArray<string> OtherNames { get; init; } = [];

    /// <summary>The editor's pinyin where the automatic reading is wrong.</summary>
    public string? Pinyin { get; init; }

    /// <summary>From the site's root, without a leading slash: <c>honourees/shi-chuanxiang/</c>.</summary>
    public required string Address { get; init; }

    public string Employer { get; init; } = "";

    /// <summary>What the person does, or what a collective or studio is.</summary>
    public string Occupation { get; init; } = "";

    /// <summary>The districts as awarded and as of today, without repetition.</summary>
    public ImmutableArray<SearchTopic> Districts { get; init; } = [];

    public ImmutableArray<SearchHonour> Honours { get; init; } = [];

    public SearchTopic? Industry { get; init; }

    /// <summary>One line to show below the name; when empty, employer and occupation are shown.</summary>
    public string Line { get; init; } = "";

    /// <summary>The page's text without markup; paragraphs by line feeds.</summary>
    public string Body { get; init; } = "";
}
