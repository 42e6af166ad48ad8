namespace HonourWall.Roll;

/// <summary>A former address and what it answers: 301 with a target, or 410.</summary>
public sealed record Redirect(string From, string? To, int Status, ContentPlace FromPlace, ContentPlace ToPlace);
