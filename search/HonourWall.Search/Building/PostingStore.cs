namespace HonourWall.Search.Building;

/// <summary>
/// The postings of the documents that one thread has read, shared out over many small pools. A posting waits beside others for its pool
/// until there are enough of them: a pool that is used a thousand times in a row stays in the processor's cache, a table of half a million
/// terms does not.
/// </summary>
internal sealed class PostingStore
{
    private const int PoolBits = 8;
    private const int Pools = 1 << PoolBits;
    private const int Waiting = 512;
    private const int PlaceBits = 32 - PoolBits;

    private readonly PostingPool[] _pools = new PostingPool[Pools];
    private readonly ulong[] _keys = new ulong[Pools * Waiting];
    private readonly uint[] _postings = new uint[Pools * Waiting];
    private readonly int[] _waiting = new int[Pools];

    public PostingStore()
    {
        for (var p = 0; p < Pools; p++) _pools[p] = new PostingPool();
    }

    public static uint Hash(ulong key) => (uint)((key * 0x9E3779B97F4A7C15UL) >> 32);

    public void Add(ulong key, int document, byte termClass)
    {
        var pool = (int)(Hash(key) >> PlaceBits);
        var at = pool * Waiting + _waiting[pool]++;
        _keys[at] = key;
        _postings[at] = ((uint)document << 3) | termClass;
        if (_waiting[pool] == Waiting) Serve(pool);
    }

    /// <summary>Every key in key order, each with the number by which <see cref="Count"/> and <see cref="Read"/> know it. Nothing is added afterwards.</summary>
    public (ulong[] Keys, int[] Places) SortedKeys()
    {
        for (var p = 0; p < Pools; p++) Serve(p);
        var terms = _pools.Sum(pool => pool.Terms);
        var keys = new ulong[terms];
        var places = new int[terms];
        var at = 0;
        for (var p = 0; p < Pools; p++)
        {
            var own = places.AsSpan(at, _pools[p].Terms);
            _pools[p].CopyKeys(keys.AsSpan(at, own.Length), own);
            foreach (ref var place in own) place |= p << PlaceBits;
            at += own.Length;
        }
        Array.Sort(keys, places);
        return (keys, places);
    }

    public int Count(int place) => _pools[(uint)place >> PlaceBits].Count(place & ((1 << PlaceBits) - 1));

    public void Read(int place, int[] slotOf, Span<uint> postings) => _pools[(uint)place >> PlaceBits].Read(place & ((1 << PlaceBits) - 1), slotOf, postings);

    private void Serve(int pool)
    {
        var first = pool * Waiting;
        for (var i = first; i < first + _waiting[pool]; i++) _pools[pool].Add(_keys[i], Hash(_keys[i]), _postings[i]);
        _waiting[pool] = 0;
    }
}
