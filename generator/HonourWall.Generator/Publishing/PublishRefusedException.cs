namespace HonourWall.Generator.Publishing;

/// <summary>Nothing was published, and why, in both languages.</summary>
public sealed class PublishRefusedException(string chinese, string english) : IOException($"{chinese}\n{english}");
