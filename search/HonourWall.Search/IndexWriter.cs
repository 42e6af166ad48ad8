namespace HonourWall.Search;

/// <summary>Hands the files of an index to whoever may write them: the output folder has one writer, and it is not this room.</summary>
public static class IndexWriter
{
    /// <summary>
    /// Calls <paramref name="write"/> for every part, from several threads, then for the head. Parts carry their checksum in their names
    /// (but for stored texts), so that the index of the last build stays whole until the head is replaced.
    /// </summary>
    public static void Write(SearchIndex index, Action<string, ReadOnlyMemory<byte>> write)
    {
        Parallel.ForEach(index.Parts, part => write(part.Path, part.Bytes));
        write(index.Head.Path, index.Head.Bytes);
    }
}
