using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HonourWall.Generator.Names;
using HonourWall.Search.Text;

namespace HonourWall.Generator.Planning;

/// <summary>
/// The roll seen from each side that has a page: by year, district, industry, award, employer, name. "City" leaves out what is from
/// elsewhere and what is not conferred yet.
/// </summary>
public sealed class RollIndex
{
    public RollIndex(RollOfHonour roll)
    {
        Roll = roll;
        Names = new NameRanks(roll.Honourees.Select(h => h.Name).Concat(roll.Collectives.Select(c => c.Name)));
        var readings = new NameReading[roll.Honourees.Length];
        Parallel.For(0, readings.Length, i => readings[i] = NameReading.Of(roll.Honourees[i].Name, roll.Honourees[i].Pinyin));
        _readings = new Dictionary<HonoureeId, NameReading>(readings.Length);
        foreach (var (i, honouree) in roll.Honourees.Index()) _readings.Add(honouree.Id, readings[i]);

        Honour[] honours = [.. roll.Honours];
        _orders = new HonourOrders(honours, Names);
        City = [.. honours.Where(h => !h.IsOutside)];
        var byBatch = Groups(_orders.ByName, h => h.Batch.Id);
        ByBatch = roll.Batches.ToDictionary(b => b.Id, b => byBatch.GetValueOrDefault(b.Id, []));
        ByYear = Groups(_orders.ByLevel.Where(h => !h.IsOutside), h => Key(h.Year));
        BatchYears = [.. roll.Batches.Select(b => Key(b.Year)).Concat(ByYear.Keys).Distinct().Order()];
        Years = [.. ByYear.Keys.Where(y => y != Undated).Order()];
        var today = roll.Districts.ToDictionary(d => d.Id);
        ByDistrict = Groups(_orders.Newest.Where(h => h is { IsOutside: false, District: not null }).SelectMany(h => DistrictsOf(h.District!, today).Select(d => (District: d, Honour: h))), x => x.District)
            .ToDictionary(g => g.Key, g => g.Value.Select(x => x.Honour).ToImmutableArray());
        ByIndustry = Groups(_orders.Newest.Where(h => h is { IsOutside: false, Industry: not null }), h => h.Industry!.Id);
        ByAward = Groups(honours, h => h.Award.Id);
        ByEmployer = Groups(City.Where(h => h is { Employer: not null, IsCollective: false }), h => h.Employer!)
            .ToDictionary(g => g.Key, g => InNameOrder(g.Value.DistinctBy(h => h.RecipientId, StringComparer.Ordinal)), StringComparer.Ordinal);
        CityPeople = InNameOrder(roll.Honourees.Where(h => !h.IsOutside));
        OutsidePeople = InNameOrder(roll.Honourees.Where(h => h.IsOutside));
        _namesakes = roll.Honourees.GroupBy(h => h.Name, StringComparer.Ordinal).Where(g => g.Skip(1).Any()).ToDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>Stands for 年份待考 where a year is a key.</summary>
    public const int Undated = int.MaxValue;

    private readonly Dictionary<HonoureeId, NameReading> _readings;
    private readonly Dictionary<string, ImmutableArray<Honouree>> _namesakes;
    private readonly HonourOrders _orders;

    public RollOfHonour Roll { get; }
    public NameRanks Names { get; }
    /// <summary>Every conferred honour of the city, by batch.</summary>
    public ImmutableArray<Honour> City { get; }
    /// <summary>Every conferred honour of a batch, those from elsewhere included, in 姓氏笔画 order.</summary>
    public IReadOnlyDictionary<BatchId, ImmutableArray<Honour>> ByBatch { get; }
    public IReadOnlyDictionary<int, ImmutableArray<Honour>> ByYear { get; }
    /// <summary>Every year of a batch, ascending, <see cref="Undated"/> last; some hold honours from elsewhere only.</summary>
    public ImmutableArray<int> BatchYears { get; }
    /// <summary>The years that have honours of the city, ascending.</summary>
    public ImmutableArray<int> Years { get; }
    /// <summary>A district of today holds those of its former ones too.</summary>
    public IReadOnlyDictionary<DistrictId, ImmutableArray<Honour>> ByDistrict { get; }
    public IReadOnlyDictionary<IndustryId, ImmutableArray<Honour>> ByIndustry { get; }
    /// <summary>Those from elsewhere included.</summary>
    public IReadOnlyDictionary<AwardId, ImmutableArray<Honour>> ByAward { get; }
    /// <summary>One honour for each person of an employer.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<Honour>> ByEmployer { get; }
    /// <summary>In 姓氏笔画 order.</summary>
    public ImmutableArray<Honouree> CityPeople { get; }
    public ImmutableArray<Honouree> OutsidePeople { get; }

    public NameReading ReadingOf(Honouree honouree) => _readings[honouree.Id];

    public static int Key(int? year) => year ?? Undated;

    public static int? Year(int key) => key == Undated ? null : key;

    public ImmutableArray<Honour> OfBatch(Batch batch) => ByBatch[batch.Id];

    public ImmutableArray<Honour> OfYear(int key) => ByYear.TryGetValue(key, out var honours) ? honours : [];

    public ImmutableArray<Honour> OfDistrict(DistrictId id) => ByDistrict.TryGetValue(id, out var honours) ? honours : [];

    public ImmutableArray<Honour> OfIndustry(IndustryId id) => ByIndustry.TryGetValue(id, out var honours) ? honours : [];

    public ImmutableArray<Honour> OfAward(AwardId id) => ByAward.TryGetValue(id, out var honours) ? honours : [];

    private static IEnumerable<DistrictId> DistrictsOf(District district, Dictionary<DistrictId, District> all)
    {
        yield return district.Id;
        if (district.NowPartOf is { } now && all.ContainsKey(now)) yield return now;
    }

    /// <summary>Others of the same name.</summary>
    public ImmutableArray<Honouree> NamesakesOf(Honouree honouree) => _namesakes.TryGetValue(honouree.Name, out var bearers) ? bearers.Remove(honouree) : [];

    /// <summary>Where a recipient first stands in a list that is sorted by <paramref name="order"/>; 0 when nowhere.</summary>
    public static int PlaceIn(ImmutableArray<Honour> list, Recipient recipient, IComparer<Honour> order)
    {
        var first = int.MaxValue;
        foreach (var honour in recipient.Honours)
        {
            if (list.BinarySearch(honour, order) is >= 0 and var place) first = Math.Min(first, place);
        }
        return first == int.MaxValue ? 0 : first;
    }

    /// <summary>姓氏笔画 order.</summary>
    public IComparer<Honour> NameOrder => _orders.NameOrder;

    /// <summary>The newest year first, 年份待考 last, then level, award and name.</summary>
    public IComparer<Honour> NewestOrder => _orders.NewestOrder;

    private ImmutableArray<Honour> InNameOrder(IEnumerable<Honour> honours)
    {
        var list = honours.ToArray();
        if (list.Length > 1) Array.Sort(list, NameOrder);
        return ImmutableCollectionsMarshal.AsImmutableArray(list);
    }

    private ImmutableArray<Honouree> InNameOrder(IEnumerable<Honouree> people)
    {
        // They come in the order of their ids.
        var list = people.ToArray();
        var ranks = new long[list.Length];
        for (var i = 0; i < list.Length; i++) ranks[i] = ((long)Names.RankOf(list[i].Name) << 32) | (uint)i;
        Array.Sort(ranks, list);
        return ImmutableCollectionsMarshal.AsImmutableArray(list);
    }

    /// <summary>Each group keeps the order in which its members come.</summary>
    private static Dictionary<TKey, ImmutableArray<T>> Groups<T, TKey>(IEnumerable<T> items, Func<T, TKey> key) where TKey : notnull
    {
        var groups = new Dictionary<TKey, ImmutableArray<T>.Builder>();
        foreach (var item in items)
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key(item), out _);
            (group ??= ImmutableArray.CreateBuilder<T>()).Add(item);
        }
        return groups.ToDictionary(g => g.Key, g => g.Value.DrainToImmutable());
    }
}
