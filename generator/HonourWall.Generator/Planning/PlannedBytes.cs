using System.Buffers;
using HonourWall.Generator.Incremental;
using HonourWall.Search;

namespace HonourWall.Generator.Planning;

/// <summary>A file whose bytes are at hand or quickly made: assets, CSV, feeds.</summary>
/// <param name="From">All that <paramref name="Fill"/> writes from; null: that is not said, and the file is made anew at every build.</param>
public sealed record PlannedBytes(string Path, ContentPlace Origin, Action<IBufferWriter<byte>> Fill, Func<object?[]>? From = null) : PlannedFile(Path, Origin)
{
    public override BegunFile Begin() => new Begun(this);

    private sealed class Begun(PlannedBytes file) : BegunFile
    {
        public override ContentHash? Fingerprint() => file.From is null ? null : Fingerprinter.Of(file.From());

        public override void Write(ArrayBufferWriter<byte> output) => file.Fill(output);

        public override SearchDocument? Find() => null;
    }
}
