using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using System.IO.Compression;

namespace HonourWall.Generator.Output;

/// <summary>Makes the <c>.gz</c> and <c>.br</c> that a web server sends as they are.</summary>
public sealed class Precompressor(bool gzip, bool brotli)
{
    // Below this a response fits into one packet whether it is compressed or not.
    private const int Smallest = 512;
    private const int BrotliWindow = 22;
    // Assets are compressed once and kept for ever; ten thousand pages at 11 would take minutes.
    private const int BrotliForAssets = 11;
    private const int BrotliForPages = 5;

    private static readonly FrozenSet<string> Text =
        new[] { ".html", ".css", ".js", ".mjs", ".json", ".xml", ".txt", ".csv", ".svg", ".vtt", ".webmanifest" }.ToFrozenSet(StringComparer.Ordinal);

    public ImmutableArray<string> Suffixes { get; } = [.. gzip ? [".gz"] : Array.Empty<string>(), .. brotli ? [".br"] : Array.Empty<string>()];

    private long _spent;

    static Precompressor() => CompressionLibrary.Bind();

    /// <summary>Time spent, summed over all threads.</summary>
    public TimeSpan Spent => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _spent));

    public bool Wants(string path, int length) => !Suffixes.IsEmpty && length >= Smallest && Text.Contains(Path.GetExtension(path));

    public void Compress(string path, string suffix, ReadOnlySpan<byte> bytes, CompressedAction done)
    {
        var start = Stopwatch.GetTimestamp();
        CompressInto(path, suffix, bytes, done);
        Interlocked.Add(ref _spent, Stopwatch.GetTimestamp() - start);
    }

    private static void CompressInto(string path, string suffix, ReadOnlySpan<byte> bytes, CompressedAction done)
    {
        if (suffix == ".br")
        {
            var quality = path.StartsWith("assets/", StringComparison.Ordinal) ? BrotliForAssets : BrotliForPages;
            var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
            if (!BrotliEncoder.TryCompress(bytes, buffer, out var length, quality, BrotliWindow)) throw new InvalidOperationException($"Brotli refused {path}.");
            done(buffer.AsSpan(0, length));
            return;
        }
        using var memory = new MemoryStream(bytes.Length / 3);
        using (var stream = new GZipStream(memory, CompressionLevel.Optimal, true)) stream.Write(bytes);
        done(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }
}

/// <summary>Receives compressed bytes that are only good during the call.</summary>
public delegate void CompressedAction(ReadOnlySpan<byte> compressed);
