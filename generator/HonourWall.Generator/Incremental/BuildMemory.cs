using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Incremental;

/// <summary>What one build leaves to the next: what it read and what it made of it. A server keeps it; between commands it lies beside the site.</summary>
public sealed record BuildMemory(ReadingMemory Texts, BuildCache Cache)
{
    public static BuildMemory Nothing => new(ReadingMemory.Nothing, BuildCache.Empty);
}
