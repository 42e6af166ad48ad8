using System.Buffers;
using HonourWall.Search;

namespace HonourWall.Generator.Planning;

/// <summary>One file of the site: where it goes is known, what is in it comes when it is written.</summary>
/// <param name="Path">From the root of the output, with <c>/</c>: <c>honourees/shi-chuanxiang/index.html</c>.</param>
/// <param name="Origin">The content that asks for it, for messages; default when it is the generator's own.</param>
public abstract record PlannedFile(string Path, ContentPlace Origin)
{
    /// <returns>What search is to know of it; null for what is no result.</returns>
    public abstract SearchDocument? Write(IBufferWriter<byte> output);

    /// <summary>A picture of the content; those of the site's own look stand under assets/.</summary>
    public bool IsPicture => !Path.StartsWith("assets/", StringComparison.Ordinal) && System.IO.Path.GetExtension(Path) is ".jpg" or ".jpeg" or ".png" or ".webp" or ".avif";
}

/// <summary>A file whose bytes are at hand or quickly made: assets, CSV, feeds.</summary>
public sealed record PlannedBytes(string Path, ContentPlace Origin, Action<IBufferWriter<byte>> Fill) : PlannedFile(Path, Origin)
{
    public override SearchDocument? Write(IBufferWriter<byte> output)
    {
        Fill(output);
        return null;
    }
}
