using System.Buffers;
using HonourWall.Search;

namespace HonourWall.Generator.Planning;

/// <summary>One encoding of a picture. Its path holds the hash of all that it is made from, so a file that is there is the right one.</summary>
/// <param name="Make">Makes it, or takes it from the cache.</param>
public sealed record PlannedPicture(string Path, ContentPlace Origin, Func<byte[]> Make) : PlannedFile(Path, Origin)
{
    public override SearchDocument? Write(IBufferWriter<byte> output)
    {
        output.Write(Make());
        return null;
    }
}
