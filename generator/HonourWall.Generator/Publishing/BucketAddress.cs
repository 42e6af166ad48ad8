namespace HonourWall.Generator.Publishing;

/// <summary>Where a site lies in S3-compatible storage: <c>s3://bucket/prefix</c>.</summary>
/// <param name="Prefix">Empty, or ending in a slash.</param>
public sealed record BucketAddress(string Bucket, string Prefix)
{
    public static BucketAddress? TryParse(string text)
    {
        if (!text.StartsWith("s3://", StringComparison.Ordinal)) return null;
        var parts = text["s3://".Length..].Split('/', 2);
        var prefix = parts.Length == 2 ? parts[1].Trim('/') : "";
        return parts[0].Length == 0 ? null : new BucketAddress(parts[0], prefix.Length == 0 ? "" : prefix + "/");
    }
}
