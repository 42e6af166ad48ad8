using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using HonourWall.Generator.Output;

namespace HonourWall.Generator.Publishing;

/// <summary>
/// Sends a built site to S3-compatible storage: only what differs from what lies there, in an order that never shows a half-new site, and
/// deletes last. Keys and region come from where the AWS SDK looks for them (<c>AWS_ACCESS_KEY_ID</c>, profiles …).
/// </summary>
/// <remarks>The only user of the AWS SDK: nothing of it is loaded before somebody publishes to a bucket.</remarks>
public sealed class BucketPublisher : IDisposable
{
    private const int KeysPerDelete = 1000;

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".xml"] = "application/xml",
        [".csv"] = "text/csv; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".avif"] = "image/avif",
        [".webp"] = "image/webp",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".png"] = "image/png",
        [".mp4"] = "video/mp4",
        [".webm"] = "video/webm",
        [".vtt"] = "text/vtt; charset=utf-8",
        [".webmanifest"] = "application/manifest+json",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Says that what lies here was published by us, and may be deleted by us.</summary>
    private const string Marker = ".honourwall-site";

    private readonly AmazonS3Client _client;
    private readonly BucketAddress _address;
    private readonly int _jobs;

    private BucketPublisher(AmazonS3Client client, BucketAddress address, int jobs) => (_client, _address, _jobs) = (client, address, jobs);

    /// <exception cref="PublishRefusedException">There are no keys or no region.</exception>
    public static BucketPublisher Open(BucketAddress address, Uri? endpoint, int jobs)
    {
        try
        {
            return new BucketPublisher(new AmazonS3Client(Configuration(endpoint)), address, jobs);
        }
        catch (AmazonClientException problem)
        {
            throw Refused(problem);
        }
    }

    /// <exception cref="PublishRefusedException">The storage does not answer or does not let us in; what it holds is still a whole site.</exception>
    public async Task<PublishResult> PublishAsync(string site, CancellationToken cancellation)
    {
        try
        {
            return await SendAllAsync(site, cancellation);
        }
        catch (Exception problem) when (problem is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw Refused(problem);
        }
    }

    private static PublishRefusedException Refused(Exception problem) => new(
        $"存储没有收下，已经在那里的网站仍是完整的。检查 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY、AWS_REGION、--endpoint 和存储桶，再发布一次。",
        $"The storage did not take it; the site that it holds is still whole. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, --endpoint and the bucket, and publish again.\n{problem.Message}");

    private async Task<PublishResult> SendAllAsync(string site, CancellationToken cancellation)
    {
        var there = await ListAsync(cancellation);
        await ClaimAsync(there, cancellation);
        var files = OutputManifest.Read(Path.Combine(site, OutputFolder.ManifestName)).Paths.Where(IsSent).ToList();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _jobs, CancellationToken = cancellation };
        var changed = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(files, parallel, async (path, cancel) =>
        {
            // What was sent in one piece has the MD5 of its bytes for its tag; any other tag counts as a difference.
            if (there.GetValueOrDefault(_address.Prefix + path) != await TagAsync(Path.Combine(site, path), cancel)) changed.Add(path);
        });
        foreach (var rank in changed.GroupBy(PublishOrder.RankOf).OrderBy(g => g.Key))
        {
            await Parallel.ForEachAsync(rank.Order(StringComparer.Ordinal), parallel, async (path, cancel) => await SendAsync(site, path, cancel));
        }
        var kept = files.Append(Marker).Select(f => _address.Prefix + f).ToHashSet(StringComparer.Ordinal);
        // A site of its own may lie deeper: what is under its mark is not ours.
        var others = there.Keys.Where(k => k.EndsWith("/" + Marker, StringComparison.Ordinal) && k.Length > _address.Prefix.Length + Marker.Length).Select(k => k[..^Marker.Length]).ToList();
        var unwanted = there.Keys.Where(k => !kept.Contains(k) && !others.Exists(other => k.StartsWith(other, StringComparison.Ordinal))).Order(StringComparer.Ordinal).ToList();
        foreach (var some in unwanted.Chunk(KeysPerDelete))
        {
            await _client.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = _address.Bucket, Objects = [.. some.Select(k => new KeyVersion { Key = k })] }, cancellation);
        }
        return new PublishResult($"s3://{_address.Bucket}/{_address.Prefix}", changed.Count, files.Count - changed.Count, unwanted.Count);
    }

    /// <summary>What is no longer part of the site is deleted, so the place must be ours: empty at first, and marked before anything else is sent.</summary>
    /// <exception cref="PublishRefusedException">There are files of others.</exception>
    private async Task ClaimAsync(Dictionary<string, string> there, CancellationToken cancellation)
    {
        if (there.ContainsKey(_address.Prefix + Marker)) return;
        if (there.Count > 0)
        {
            throw new PublishRefusedException(
                $"s3://{_address.Bucket}/{_address.Prefix} 里有别的文件（如 {there.Keys.Order(StringComparer.Ordinal).First()}），不是这里发布的，什么也没有动。换一个空的前缀：--to s3://{_address.Bucket}/新的前缀。",
                $"s3://{_address.Bucket}/{_address.Prefix} holds files that were not published from here; nothing was touched. Give an empty prefix: --to s3://{_address.Bucket}/another-prefix.");
        }
        await _client.PutObjectAsync(new PutObjectRequest { BucketName = _address.Bucket, Key = _address.Prefix + Marker, ContentBody = "honourwall\n", ContentType = "text/plain", UseChunkEncoding = false }, cancellation);
    }

    /// <summary>Storage cannot choose between encodings, and what begins with a dot or underscore is for servers.</summary>
    private static bool IsSent(string path) => path[0] is not ('.' or '_') && !path.EndsWith(".gz", StringComparison.Ordinal) && !path.EndsWith(".br", StringComparison.Ordinal);

    private async Task<Dictionary<string, string>> ListAsync(CancellationToken cancellation)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        var request = new ListObjectsV2Request { BucketName = _address.Bucket, Prefix = _address.Prefix };
        ListObjectsV2Response answer;
        do
        {
            answer = await _client.ListObjectsV2Async(request, cancellation);
            foreach (var item in answer.S3Objects ?? []) tags[item.Key] = item.ETag.Trim('"');
            request.ContinuationToken = answer.NextContinuationToken;
        }
        while (answer.IsTruncated == true);
        return tags;
    }

    private async Task SendAsync(string site, string path, CancellationToken cancellation)
    {
        var request = new PutObjectRequest
        {
            BucketName = _address.Bucket,
            Key = _address.Prefix + path,
            FilePath = Path.Combine(site, path),
            ContentType = Types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream"),
            UseChunkEncoding = false, // not every compatible storage knows it
        };
        request.Headers.CacheControl = PublishOrder.IsImmutable(path) ? CacheControl.Immutable : CacheControl.Page;
        await _client.PutObjectAsync(request, cancellation);
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "S3 tags what it stores with the MD5 of its bytes; nothing is kept secret or trusted by it.")]
    private static async Task<string> TagAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await MD5.HashDataAsync(stream, cancellation));
    }

    private static AmazonS3Config Configuration(Uri? endpoint)
    {
        var configuration = new AmazonS3Config { RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED };
        if (endpoint is null) return configuration;
        configuration.ServiceURL = endpoint.AbsoluteUri;
        configuration.ForcePathStyle = true; // compatible storage rarely has a name for each bucket
        return configuration;
    }

    public void Dispose() => _client.Dispose();
}
