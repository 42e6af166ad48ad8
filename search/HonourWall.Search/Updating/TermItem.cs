using HonourWall.Search.Format;

namespace HonourWall.Search.Updating;

/// <summary>A term on its way into a leaf: its whole list when it has changed, else the bits that stand for it in the old leaf.</summary>
internal readonly record struct TermItem(ulong Key, long Weight, uint[]? List, ReadOnlyMemory<byte> Source, int From, int Until) : ILeafItem
{
    public void Write(BitWriter bits, int slots, bool head)
    {
        if (List is null)
        {
            bits.Copy(Source.Span, From, Until);
            return;
        }
        Span<int> counts = stackalloc int[PostingList.Classes + 1];
        PostingList.Count(List, counts);
        PostingList.WriteCounts(bits, counts);
        var limit = PostingList.HeadLimit(Key);
        PostingList.Write(bits, List, counts, slots, head ? 0 : limit, head ? Math.Min(limit, List.Length) : List.Length);
    }
}
