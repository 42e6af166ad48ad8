using System.Collections.Frozen;
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
        NameOrder = Comparer<Honour>.Create(CompareNames);
        NewestOrder = Comparer<Honour>.Create(CompareNewest);
        _levelOrder = Comparer<Honour>.Create(CompareLevels);
        Names = new NameRanks(roll.Honourees.Select(h => h.Name).Concat(roll.Collectives.Select(c => c.Name)));
        var readings = new NameReading[roll.Honourees.Length];
        Parallel.For(0, readings.Length, i => readings[i] = NameReading.Of(roll.Honourees[i].Name, roll.Honourees[i].Pinyin));
        _readings = roll.Honourees.Select((h, i) => KeyValuePair.Create(h.Id, readings[i])).ToDictionary();
        City = [.. roll.Honours.Where(h => !h.IsOutside)];
        ByBatch = roll.Batches.ToFrozenDictionary(b => b.Id, b => InNameOrder(roll.HonoursOf(b).Where(h => !h.IsCandidate)));
        ByYear = Group(City, h => Key(h.Year));
        BatchYears = [.. roll.Batches.Select(b => Key(b.Year)).Concat(ByYear.Keys).Distinct().Order()];
        Years = [.. ByYear.Keys.Where(y => y != Undated).Order()];
        var today = roll.Districts.ToDictionary(d => d.Id);
        ByDistrict = City.Where(h => h.District is not null)
            .SelectMany(h => DistrictsOf(h.District!, today).Select(d => (District: d, Honour: h)))
            .GroupBy(x => x.District).ToFrozenDictionary(g => g.Key, g => Newest(g.Select(x => x.Honour)));
        ByIndustry = City.Where(h => h.Industry is not null).GroupBy(h => h.Industry!.Id).ToFrozenDictionary(g => g.Key, Newest);
        ByAward = roll.Honours.GroupBy(h => h.Award.Id).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray());
        ByEmployer = City.Where(h => h is { Employer: not null, IsCollective: false }).GroupBy(h => h.Employer!, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => InNameOrder(g.DistinctBy(h => h.RecipientId, StringComparer.Ordinal)), StringComparer.Ordinal);
        CityPeople = [.. roll.Honourees.Where(h => !h.IsOutside).OrderBy(h => Names.RankOf(h.Name)).ThenBy(h => h.Id)];
        OutsidePeople = [.. roll.Honourees.Where(h => h.IsOutside).OrderBy(h => Names.RankOf(h.Name)).ThenBy(h => h.Id)];
        ByName = roll.Honourees.GroupBy(h => h.Name, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>Stands for 年份待考 where a year is a key.</summary>
    public const int Undated = int.MaxValue;

    private readonly Dictionary<HonoureeId, NameReading> _readings;
    private readonly IComparer<Honour> _levelOrder;

    public RollOfHonour Roll { get; }
    public NameRanks Names { get; }
    /// <summary>Every conferred honour of the city, by batch.</summary>
    public ImmutableArray<Honour> City { get; }
    /// <summary>Every conferred honour of a batch, those from elsewhere included, in 姓氏笔画 order.</summary>
    public FrozenDictionary<BatchId, ImmutableArray<Honour>> ByBatch { get; }
    public FrozenDictionary<int, ImmutableArray<Honour>> ByYear { get; }
    /// <summary>Every year of a batch, ascending, <see cref="Undated"/> last; some hold honours from elsewhere only.</summary>
    public ImmutableArray<int> BatchYears { get; }
    /// <summary>The years that have honours of the city, ascending.</summary>
    public ImmutableArray<int> Years { get; }
    /// <summary>A district of today holds those of its former ones too.</summary>
    public FrozenDictionary<DistrictId, ImmutableArray<Honour>> ByDistrict { get; }
    public FrozenDictionary<IndustryId, ImmutableArray<Honour>> ByIndustry { get; }
    /// <summary>Those from elsewhere included.</summary>
    public FrozenDictionary<AwardId, ImmutableArray<Honour>> ByAward { get; }
    /// <summary>One honour for each person of an employer.</summary>
    public FrozenDictionary<string, ImmutableArray<Honour>> ByEmployer { get; }
    public FrozenDictionary<string, ImmutableArray<Honouree>> ByName { get; }
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

    /// <summary>Where a recipient first stands in a list that is sorted by <paramref name="order"/>; 0 when nowhere.</summary>
    public static int PlaceIn(ImmutableArray<Honour> list, Recipient recipient, IComparer<Honour> order)
    {
        var places = recipient.Honours.Select(h => list.BinarySearch(h, order)).Where(place => place >= 0);
        return places.DefaultIfEmpty(0).Min();
    }

    /// <summary>姓氏笔画 order.</summary>
    public IComparer<Honour> NameOrder { get; }

    /// <summary>The newest year first, 年份待考 last, then level, award and name.</summary>
    public IComparer<Honour> NewestOrder { get; }

    private FrozenDictionary<int, ImmutableArray<Honour>> Group(ImmutableArray<Honour> honours, Func<Honour, int> key) =>
        honours.GroupBy(key).ToFrozenDictionary(g => g.Key, g => Sorted(g, _levelOrder));

    private ImmutableArray<Honour> InNameOrder(IEnumerable<Honour> honours) => Sorted(honours, NameOrder);

    private ImmutableArray<Honour> Newest(IEnumerable<Honour> honours) => Sorted(honours, NewestOrder);

    private static ImmutableArray<Honour> Sorted(IEnumerable<Honour> honours, IComparer<Honour> order)
    {
        var list = honours.ToArray();
        Array.Sort(list, order);
        return ImmutableCollectionsMarshal.AsImmutableArray(list);
    }

    private int CompareNames(Honour a, Honour b)
    {
        var byName = Names.RankOf(a.Name).CompareTo(Names.RankOf(b.Name));
        if (byName != 0) return byName;
        var byId = string.CompareOrdinal(a.RecipientId, b.RecipientId);
        return byId != 0 ? byId : a.Batch.Id.CompareTo(b.Batch.Id);
    }

    private int CompareLevels(Honour a, Honour b)
    {
        var byLevel = a.Award.Level.CompareTo(b.Award.Level);
        if (byLevel != 0) return byLevel;
        var byAward = a.Award.Order.CompareTo(b.Award.Order);
        return byAward != 0 ? byAward : CompareNames(a, b);
    }

    private int CompareNewest(Honour a, Honour b)
    {
        var byYear = (b.Year ?? int.MinValue).CompareTo(a.Year ?? int.MinValue);
        return byYear != 0 ? byYear : CompareLevels(a, b);
    }
}
