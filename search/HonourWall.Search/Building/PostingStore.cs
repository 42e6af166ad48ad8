namespace HonourWall.Search.Building;

/// <summary>
/// The postings of the documents that one thread has read: for each term the documents in order of arrival, as variable-length bytes in
/// slices of one pool (8 bytes, then twice as many each time), so that a million short lists cost little more than their bytes.
/// </summary>
internal sealed class PostingStore
{
    private const int BlockBits = 16;
    private const int BlockSize = 1 << BlockBits;
    private const int FirstSlice = 8;
    private const int LargestSlice = 1024;
    private const int LinkBytes = 4;

    private readonly List<byte[]> _blocks = [new byte[BlockSize]];
    private int _blockUsed;
    private Entry[] _entries = new Entry[1 << 14];

    private struct Entry
    {
        public ulong Key;
        public int Count;
        public int LastDocument;
        public int Start;
        public int Position;
        public int SliceEnd;
        public int SliceSize;
    }

    /// <summary>The number of distinct terms.</summary>
    public int Terms { get; private set; }

    public void Add(ulong key, int document, byte termClass)
    {
        ref var entry = ref Find(key);
        var first = entry.Count == 0;
        if (first)
        {
            entry.Key = key;
            entry.LastDocument = -1;
            entry.Start = entry.Position = Take(FirstSlice);
            entry.SliceSize = FirstSlice;
            entry.SliceEnd = entry.Start + FirstSlice - LinkBytes;
            Terms++;
        }
        var value = ((uint)(document - entry.LastDocument) << 3) | termClass;
        entry.LastDocument = document;
        entry.Count++;
        for (; value >= 0x80; value >>= 7) Append(ref entry, (byte)(value | 0x80));
        Append(ref entry, (byte)value);
        if (first && Terms * 2 > _entries.Length) Grow();
    }

    /// <summary>Every key with its number of documents, in key order.</summary>
    public (ulong Key, int Entry)[] SortedKeys()
    {
        var keys = new (ulong, int)[Terms];
        var n = 0;
        for (var i = 0; i < _entries.Length; i++) if (_entries[i].Count > 0) keys[n++] = (_entries[i].Key, i);
        Array.Sort(keys, (a, b) => a.Item1.CompareTo(b.Item1));
        return keys;
    }

    public int Count(int entry) => _entries[entry].Count;

    /// <summary>Reads the documents and classes of an entry in order of arrival.</summary>
    public void Read(int entry, Action<int, byte> each)
    {
        var e = _entries[entry];
        var at = e.Start;
        var size = FirstSlice;
        var end = at + size - LinkBytes;
        var document = -1;
        for (var n = 0; n < e.Count; n++)
        {
            uint value = 0;
            for (var shift = 0; ; shift += 7)
            {
                if (at == end)
                {
                    at = Link(end);
                    size = Math.Min(size * 2, LargestSlice);
                    end = at + size - LinkBytes;
                }
                var b = At(at++);
                value |= (uint)(b & 0x7F) << shift;
                if (b < 0x80) break;
            }
            document += (int)(value >> 3);
            each(document, (byte)(value & 7));
        }
    }

    private ref Entry Find(ulong key)
    {
        var mask = _entries.Length - 1;
        var at = (int)((key * 0x9E3779B97F4A7C15UL) >> 34) & mask;
        while (_entries[at].Count > 0 && _entries[at].Key != key) at = (at + 1) & mask;
        return ref _entries[at];
    }

    private void Grow()
    {
        var old = _entries;
        _entries = new Entry[old.Length * 2];
        foreach (ref var entry in old.AsSpan()) if (entry.Count > 0) Find(entry.Key) = entry;
    }

    private void Append(ref Entry entry, byte value)
    {
        if (entry.Position == entry.SliceEnd)
        {
            var size = Math.Min(entry.SliceSize * 2, LargestSlice);
            var next = Take(size);
            SetLink(entry.SliceEnd, next);
            entry.Position = next;
            entry.SliceSize = size;
            entry.SliceEnd = next + size - LinkBytes;
        }
        _blocks[entry.Position >> BlockBits][entry.Position & (BlockSize - 1)] = value;
        entry.Position++;
    }

    /// <summary>A slice never crosses a block.</summary>
    private int Take(int size)
    {
        if (_blockUsed + size > BlockSize)
        {
            _blocks.Add(new byte[BlockSize]);
            _blockUsed = 0;
        }
        var start = ((_blocks.Count - 1) << BlockBits) + _blockUsed;
        _blockUsed += size;
        return start;
    }

    private byte At(int position) => _blocks[position >> BlockBits][position & (BlockSize - 1)];

    private int Link(int position) => BitConverter.ToInt32(_blocks[position >> BlockBits], position & (BlockSize - 1));

    private void SetLink(int position, int target) =>
        BitConverter.TryWriteBytes(_blocks[position >> BlockBits].AsSpan(position & (BlockSize - 1)), target);
}
