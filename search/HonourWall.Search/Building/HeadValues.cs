using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HonourWall.Search.Format;
using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>What the head lists of all documents, with how many documents each is of: a value goes when its last document goes.</summary>
internal sealed class HeadValues
{
    public enum List : byte
    {
        Awards,
        Districts,
        Industries,
        Surnames,
    }

    private readonly Dictionary<(List List, HeadValue Value), int> _counts = new(ById.Instance);
    private readonly NormalisedText _name = new();

    /// <summary>Nearly every id has one name: there is no need to look at all of a value to tell where it stands in the table.</summary>
    private sealed class ById : IEqualityComparer<(List List, HeadValue Value)>
    {
        public static readonly ById Instance = new();

        public bool Equals((List List, HeadValue Value) x, (List List, HeadValue Value) y) => x.List == y.List && x.Value.Equals(y.Value);

        public int GetHashCode((List List, HeadValue Value) key) => key.Value.Id.GetHashCode(StringComparison.Ordinal) + (int)key.List;
    }

    public IReadOnlyDictionary<(List List, HeadValue Value), int> Counts => _counts;

    public static HeadValues Of(IEnumerable<IndexedDocument> documents)
    {
        var values = new HeadValues();
        foreach (var document in documents) values.Add(document, 1);
        return values;
    }

    public void Add(List list, HeadValue value, int documents)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, (list, value), out _);
        count += documents;
        if (count == 0) _counts.Remove((list, value));
    }

    /// <param name="document">The document.</param>
    /// <param name="times">1 when it comes, -1 when it goes.</param>
    public void Add(IndexedDocument document, int times)
    {
        foreach (var honour in document.Honours) Add(List.Awards, new HeadValue(honour.AwardId, honour.AwardName, honour.Level), times);
        foreach (var district in document.Districts) Add(List.Districts, new HeadValue(district.Id, district.Name), times);
        if (document.Industry is { } industry) Add(List.Industries, new HeadValue(industry.Id, industry.Name), times);
        if (!document.PinyinPattern.Contains('|', StringComparison.Ordinal)) return;
        _name.Clear();
        Normaliser.Append(_name, document.Name);
        if (_name.Codes is [var first, ..]) Add(List.Surnames, new HeadValue(char.ConvertFromUtf32(first), ""), times);
    }

    /// <summary>Distinct values by id; where one id has several names, the first in ordinal order.</summary>
    public ImmutableArray<HeadValue> Of(List list) =>
        [.. _counts.Keys.Where(key => key.List == list).Select(key => key.Value).OrderBy(value => value.Id, StringComparer.Ordinal)
            .ThenBy(value => value.Name, StringComparer.Ordinal).ThenBy(value => value.Level, StringComparer.Ordinal).DistinctBy(value => value.Id, StringComparer.Ordinal)];

    /// <summary>The head of an index.</summary>
    public Head Head(int documents, int slots, int cell, IEnumerable<int> longer, SortedDictionary<string, string> files, LeafFiles terms, LeafFiles tails, LeafFiles suggestions) => new()
    {
        Documents = documents,
        Slots = slots,
        Cell = cell,
        Longer = [.. longer],
        Awards = Of(List.Awards),
        Districts = Of(List.Districts),
        Industries = Of(List.Industries),
        Surnames = string.Concat(Of(List.Surnames).Select(value => value.Id)),
        Files = files,
        Blocks = [terms.Directory, tails.Directory, suggestions.Directory, TableFiles.FoldedHan()],
    };
}
