using System.Text;

namespace HonourWall.Search.Building;

/// <summary>
/// Gives each document its number. Numbers must not shift when someone is inserted, so a document gets a slot from its own id: it tries a
/// sequence of slots of its own, and where two want one slot the smaller hash has it. Slots are ~60 % full; one more document moves half
/// another on average, whatever the order of arrival.
/// </summary>
internal static class SlotAssignment
{
    private const int SmallestSpace = 64;

    /// <summary>The number of slots for so many documents: the smallest of 64, 80, 96, 112, 128, 160 … that is 1.6 times as many.</summary>
    public static int SpaceFor(int documents)
    {
        long power = SmallestSpace;
        while (true)
        {
            for (var quarters = 4; quarters < 8; quarters++)
                if (power * quarters / 4 * 10 >= 16L * documents) return checked((int)(power * quarters / 4));
            power *= 2;
        }
    }

    /// <summary>The slot of each key, in the order of the keys.</summary>
    public static int[] Assign(IReadOnlyList<string> keys, int space)
    {
        var order = new (ulong Hash, string Key, int Index)[keys.Count];
        for (var i = 0; i < order.Length; i++) order[i] = (Hash(keys[i]), keys[i], i);
        Array.Sort(order, (a, b) => a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash) : string.CompareOrdinal(a.Key, b.Key));
        var inOrder = Assign([.. order.Select(row => row.Hash)], space);
        var slots = new int[keys.Count];
        for (var i = 0; i < order.Length; i++) slots[order[i].Index] = inOrder[i];
        return slots;
    }

    /// <summary>The slots of sorted hashes.</summary>
    public static int[] Assign(ReadOnlySpan<ulong> hashes, int space)
    {
        var taken = new bool[space];
        var slots = new int[hashes.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            var state = hashes[i];
            int slot;
            do slot = (int)Math.BigMul(Next(ref state), (ulong)space, out _);
            while (taken[slot]);
            taken[slot] = true;
            slots[i] = slot;
        }
        return slots;
    }

    public static ulong Hash(string key)
    {
        var sum = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(key)) sum = (sum ^ b) * 1099511628211;
        return sum;
    }

    /// <summary>SplitMix64: a well-mixed sequence from any start.</summary>
    private static ulong Next(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
