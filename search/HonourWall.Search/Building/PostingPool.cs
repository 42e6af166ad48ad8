namespace HonourWall.Search.Building;

/// <summary>
/// The postings of some of the terms: for each term the documents in order of arrival, as variable-length bytes in slices of one pool
/// (8 bytes, then twice as many each time), so that a million short lists cost little more than their bytes.
/// </summary>
internal sealed class PostingPool
{
    private const int BlockBits = 14;
    private const int BlockSize = 1 << BlockBits;
    private const int FirstSlice = 8;
    private const int LargestSlice = 1024;
    private const int LinkBytes = 4;

    private readonly List<byte[]> _blocks = [];
    private int _blockUsed = BlockSize;
    private Entry[] _entries = new Entry[1 << 9];

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

    /// <param name="key">The term.</param>
    /// <param name="hash">A hash of it whose lowest bits nobody else uses.</param>
    /// <param name="posting">The document's number of arrival times eight, and the class.</param>
    public void Add(ulong key, uint hash, uint posting)
    {
        ref var entry = ref Find(key, hash);
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
        var document = (int)(posting >> 3);
        var value = ((uint)(document - entry.LastDocument) << 3) | (posting & 7);
        entry.LastDocument = document;
        entry.Count++;
        for (; value >= 0x80; value >>= 7) Append(ref entry, (byte)(value | 0x80));
        Append(ref entry, (byte)value);
        if (first && Terms * 4 > _entries.Length * 3) Grow();
    }

    /// <summary>Puts every key and the place of its entry behind what is there.</summary>
    public void CopyKeys(Span<ulong> keys, Span<int> places)
    {
        var n = 0;
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i].Count == 0) continue;
            keys[n] = _entries[i].Key;
            places[n++] = i;
        }
    }

    public int Count(int place) => _entries[place].Count;

    /// <summary>Gives each document of an entry its slot: 7 - class in the three highest bits, then the slot.</summary>
    public void Read(int place, int[] slotOf, Span<uint> postings)
    {
        ref var e = ref _entries[place];
        var at = e.Start;
        var block = _blocks[at >> BlockBits];
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
                    at = BitConverter.ToInt32(block, end & (BlockSize - 1));
                    block = _blocks[at >> BlockBits];
                    size = Math.Min(size * 2, LargestSlice);
                    end = at + size - LinkBytes;
                }
                var b = block[at++ & (BlockSize - 1)];
                value |= (uint)(b & 0x7F) << shift;
                if (b < 0x80) break;
            }
            document += (int)(value >> 3);
            postings[n] = Format.PostingList.Pack(slotOf[document], (int)(value & 7));
        }
    }

    private ref Entry Find(ulong key, uint hash)
    {
        var mask = _entries.Length - 1;
        var at = (int)hash & mask;
        while (_entries[at].Count > 0 && _entries[at].Key != key) at = (at + 1) & mask;
        return ref _entries[at];
    }

    private void Grow()
    {
        var old = _entries;
        _entries = new Entry[old.Length * 2];
        foreach (ref var entry in old.AsSpan()) if (entry.Count > 0) Find(entry.Key, PostingStore.Hash(entry.Key)) = entry;
    }

    private void Append(ref Entry entry, byte value)
    {
        if (entry.Position == entry.SliceEnd)
        {
            var size = Math.Min(entry.SliceSize * 2, LargestSlice);
            var next = Take(size);
            BitConverter.TryWriteBytes(_blocks[entry.SliceEnd >> BlockBits].AsSpan(entry.SliceEnd & (BlockSize - 1)), next);
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
}
