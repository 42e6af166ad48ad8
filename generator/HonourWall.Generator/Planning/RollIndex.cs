using System.Collections.Frozen;
using System.Collections.Immutable;
using HonourWall.Generator.Names;

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

    private FrozenDictionary<int, ImmutableArray<Honour>> Group(ImmutableArray<Honour> honours, Func<Honour, int> key) =>
        honours.GroupBy(key).ToFrozenDictionary(g => g.Key, g => (ImmutableArray<Honour>)
            [.. g.OrderBy(h => h.Award.Level).ThenBy(h => h.Award.Order).ThenBy(h => Names.RankOf(h.Name)).ThenBy(h => h.RecipientId, StringComparer.Ordinal)]);

    private ImmutableArray<Honour> InNameOrder(IEnumerable<Honour> honours) =>
        [.. honours.OrderBy(h => Names.RankOf(h.Name)).ThenBy(h => h.RecipientId, StringComparer.Ordinal)];

    /// <summary>The newest year first, 年份待考 last, then level, award and name.</summary>
    private ImmutableArray<Honour> Newest(IEnumerable<Honour> honours) =>
        [.. honours.OrderByDescending(h => h.Year ?? int.MinValue).ThenBy(h => h.Award.Level).ThenBy(h => h.Award.Order)
            .ThenBy(h => Names.RankOf(h.Name)).ThenBy(h => h.RecipientId, StringComparer.Ordinal)];
}
