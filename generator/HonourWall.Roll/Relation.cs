namespace HonourWall.Roll;

/// <summary>A stated relation to another page: mentor (师傅), apprentice (徒弟), colleague (同事) or studio (工作室).</summary>
/// <param name="Id">An honouree's id, or a studio's where <paramref name="Kind"/> is <see cref="RelationKind.Studio"/>.</param>
public sealed record Relation(string Id, RelationKind Kind);

public enum RelationKind
{
    Mentor,
    Apprentice,
    Colleague,
    Studio,
}
