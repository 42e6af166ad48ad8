namespace HonourWall.Generator.Publishing;

/// <summary>How long browsers keep what we publish; the same in <c>_headers</c>, in docs/deploy.md and in buckets.</summary>
public static class CacheControl
{
    /// <summary>A name with a hash never means other bytes.</summary>
    public const string Immutable = "public, max-age=31536000, immutable";
    /// <summary>Kept, but asked for anew each time: a withdrawn name must not linger.</summary>
    public const string Page = "no-cache";
}
