namespace HonourWall.Site;

/// <summary>A number and the list that proves it.</summary>
public sealed record CountLink(string Text, string? Address, int Count);
