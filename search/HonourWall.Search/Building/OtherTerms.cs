using System.Runtime.InteropServices;
using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>The lists of all terms but characters and pairs: few in a document, so they are counted by a table.</summary>
internal static class OtherTerms
{
    public static EncodedTerms Of(IReadOnlyList<PlacedTexts> documents, int slots)
    {
        var numbers = new Dictionary<ulong, int>();
        var counts = new List<int>();
        var found = new int[documents.Sum(document => document.Terms.Length)];
        var at = 0;
        foreach (var document in documents)
        {
            foreach (var term in document.Terms)
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, term.Key, out var known);
                if (!known)
                {
                    number = counts.Count;
                    counts.Add(0);
                }
                counts[number]++;
                found[at++] = number;
            }
        }
        var keys = numbers.Keys.ToArray();
        var order = numbers.Values.ToArray();
        Array.Sort(keys, order);
        var ends = new int[order.Length];
        var all = 0;
        foreach (var number in order) (ends[number], all) = (all, all + counts[number]);
        var sorted = new (int Slot, TermClass Place)[all];
        at = 0;
        foreach (var document in documents)
            foreach (var term in document.Terms) sorted[ends[found[at++]]++] = (document.Slot, term.Place);

        var (terms, list) = (new TermWriter(slots), new TermList());
        at = 0;
        for (var n = 0; n < keys.Length; n++)
        {
            for (; at < ends[order[n]]; at++) list.Add(sorted[at].Slot, sorted[at].Place);
            terms.Add(keys[n], list);
        }
        return terms.Finish();
    }
}
