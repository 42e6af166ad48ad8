namespace HonourWall.Roll;

/// <summary>The level of an award (级别). <see cref="Unknown"/>: the source does not say, and the page says so.</summary>
public enum Level
{
    National,
    Provincial,
    Municipal,
    District,
    Enterprise,
    Unknown,
}
