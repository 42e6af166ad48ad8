using HonourWall.Generator.Planning;
using HonourWall.Roll.Linking;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Incremental;

/// <summary>What one build leaves to the next: what it read and what it made of it. A server keeps it; between commands a part of it lies beside the site.</summary>
/// <param name="Roll">The whole content, for a server alone.</param>
/// <param name="Index">Of that roll.</param>
public sealed record BuildMemory(ReadingMemory Texts, BuildCache Cache, KnownRoll? Roll = null, RollIndex? Index = null)
{
    /// <summary>Goes from build to build.</summary>
    public Openings Openings { get; init; } = new();

    /// <summary>Likewise.</summary>
    public KnownReadings Readings { get; init; } = new();

    public static BuildMemory Nothing => new(ReadingMemory.Nothing, BuildCache.Empty);
}
