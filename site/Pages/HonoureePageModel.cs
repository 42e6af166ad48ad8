using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>One person: citation first, honours ladder, dates, story, a source for each fact, and who stands beside them.</summary>
public sealed record HonoureePageModel
{
    public required Honouree Honouree { get; init; }
    public required Prose Story { get; init; }
    public required SourceList Sources { get; init; }
    /// <summary>Stated relations, with the word for each: 师傅, 徒弟, 同事, 工作室.</summary>
    public ImmutableArray<RelatedPage> Related { get; init; } = [];
    public ImmutableArray<PlateGroup> Beside { get; init; } = [];
    public ImmutableArray<Studio> Studios { get; init; } = [];
    public ImmutableArray<Story> Stories { get; init; } = [];
    /// <summary>Others of the same name, each with a page of their own.</summary>
    public ImmutableArray<Honouree> Namesakes { get; init; } = [];
    public required string Citation { get; init; }
    public ImmutableArray<PublishedVideo> Videos { get; init; } = [];
    /// <summary>Null: then a rubbing of the name.</summary>
    public PublishedPicture? Portrait { get; init; }
}

/// <summary>A stated relation.</summary>
public sealed record RelatedPage(string Relation, string Name, string Address);
