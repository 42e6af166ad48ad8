namespace HonourWall.Roll;

/// <summary>A group that received an award (先进集体): a unit or a team.</summary>
public sealed record Collective : Recipient
{
    public required CollectiveId Id { get; init; }
}
