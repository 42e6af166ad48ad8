namespace HonourWall.Generator.Publishing;

/// <summary>What one publication did.</summary>
/// <param name="Name">Of the release, or of the bucket.</param>
/// <param name="Changed">Files that were copied or sent.</param>
/// <param name="Kept">Files that were there already.</param>
public readonly record struct PublishResult(string Name, int Changed, int Kept, int Deleted);
