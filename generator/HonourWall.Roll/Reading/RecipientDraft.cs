using System.Collections.Immutable;

namespace HonourWall.Roll.Reading;

/// <summary>The file of an honouree or a collective; what refers to something else is still to be linked.</summary>
public sealed record RecipientDraft<T> where T : Recipient
{
    public required T Page { get; init; }
    /// <summary>The file's name, which is the id.</summary>
    public required string Id { get; init; }
    public required ContentFile File { get; init; }
    public Written? Name { get; init; }
    public Written? Died { get; init; }
    public Written? District { get; init; }
    public Written? Industry { get; init; }
    public ImmutableArray<Written> Sources { get; init; } = [];
    public ImmutableArray<RelationDraft> Related { get; init; } = [];
    public Publication Publication { get; init; }
}

public readonly record struct RelationDraft(Written Id, RelationKind Kind);
