namespace HonourWall.Generator.Incremental;

/// <summary>People whose pages are as the last build made them, known before anything is planned.</summary>
/// <param name="Files">Their pages, and what the last build made of them.</param>
public sealed record KeptPeople(HashSet<HonoureeId> People, IReadOnlyList<KeyValuePair<string, CachedFile>> Files)
{
    public static KeptPeople None { get; } = new([], []);
}
