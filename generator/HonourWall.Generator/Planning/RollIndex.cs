using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HonourWall.Generator.Incremental;
using HonourWall.Generator.Names;
using HonourWall.Search.Text;

namespace HonourWall.Generator.Planning;

/// <summary>
/// The roll seen from each side that has a page: by year, district, industry, award, employer, name. "City" leaves out what is from
/// elsewhere and what is not conferred yet. Each side is worked out when it is first asked for: a build that draws one page needs few of them.
/// </summary>
public sealed class RollIndex
{
    private readonly Lazy<NameRanks> _names;
    private readonly Lazy<HonourOrders> _orders;
    private readonly Lazy<ImmutableArray<NameReading>> _readings;
    private readonly Lazy<Dictionary<string, ImmutableArray<Honouree>>> _namesakes;
    private readonly Lazy<ImmutableArray<Honour>> _city;
    private readonly Lazy<Dictionary<BatchId, ImmutableArray<Honour>>> _byBatch;
    private readonly Lazy<Dictionary<int, ImmutableArray<Honour>>> _byYear;
    private readonly Lazy<Dictionary<DistrictId, ImmutableArray<Honour>>> _byDistrict;
    private readonly Lazy<Dictionary<IndustryId, ImmutableArray<Honour>>> _byIndustry;
    private readonly Lazy<Dictionary<AwardId, ImmutableArray<Honour>>> _byAward;
    private readonly Lazy<Dictionary<string, ImmutableArray<Honour>>> _byEmployer;
    private readonly Lazy<ImmutableArray<Honouree>> _cityPeople;
    private readonly Lazy<ImmutableArray<Honouree>> _outsidePeople;
    private readonly ConcurrentDictionary<string, ImmutableArray<Honour>> _ofEmployer = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ImmutableArray<Honour>, Dictionary<Honour, int>> _places = [];

    /// <param name="readings">Of a server.</param>
    public RollIndex(RollOfHonour roll, KnownReadings? readings = null)
    {
        Roll = roll;
        _names = new(() => new NameRanks(roll.Honourees.Select(h => h.Name).Concat(roll.Collectives.Select(c => c.Name))));
        _readings = new(() => ReadingsOf(roll.Honourees, readings));
        _orders = new(() => new HonourOrders([.. roll.Honours], Names));
        _city = new(() => [.. roll.Honours.Where(h => !h.IsOutside)]);
        _byBatch = new(() =>
        {
            var byBatch = Groups(_orders.Value.ByName, h => h.Batch.Id);
            return roll.Batches.ToDictionary(b => b.Id, b => byBatch.GetValueOrDefault(b.Id, []));
        });
        _byYear = new(() => Groups(_orders.Value.ByLevel.Where(h => !h.IsOutside), h => Key(h.Year)));
        _byDistrict = new(() => ByDistrictOf(roll.Districts.ToDictionary(d => d.Id)));
        _byIndustry = new(() => Groups(_orders.Value.Newest.Where(h => h is { IsOutside: false, Industry: not null }), h => h.Industry!.Id));
        _byAward = new(() => Groups(roll.Honours, h => h.Award.Id));
        _byEmployer = new(() => Groups(City.Where(h => h is { Employer: not null, IsCollective: false }), h => h.Employer!));
        _cityPeople = new(() => InNameOrder(roll.Honourees.Where(h => !h.IsOutside)));
        _outsidePeople = new(() => InNameOrder(roll.Honourees.Where(h => h.IsOutside)));
        _namesakes = new(() => Groups(NamedTwice(roll.Honourees), h => h.Name));
    }

    /// <summary>What is worked out already, for a roll in which nothing differs but what shows with people alone: honours and names are the same there.</summary>
    private RollIndex(RollOfHonour roll, RollIndex known) : this(roll)
    {
        (_names, _orders, _readings, _city) = (known._names, known._orders, known._readings, known._city);
        (_byBatch, _byYear, _byDistrict, _byIndustry, _byAward, _byEmployer) = (known._byBatch, known._byYear, known._byDistrict, known._byIndustry, known._byAward, known._byEmployer);
        (_ofEmployer, _places) = (known._ofEmployer, known._places);
        if (known._cityPeople.IsValueCreated) _cityPeople = new(() => Now(known.CityPeople));
        if (known._outsidePeople.IsValueCreated) _outsidePeople = new(() => Now(known.OutsidePeople));

        ImmutableArray<Honouree> Now(ImmutableArray<Honouree> people) => [.. people.Select(p => roll.HonoureesById[p.Id])];
    }

    /// <summary>This index for a roll in which nothing differs but what shows with people alone (<see cref="Roll.Reading.ChangedPeople"/>).</summary>
    public RollIndex WithPeopleOf(RollOfHonour roll) => new(roll, this);

    /// <summary>Works out what pages of people need, while others do something else.</summary>
    public void Prepare()
    {
        _ = ByBatch;
        _ = CityPeople;
    }

    /// <summary>Likewise how each name is read.</summary>
    public void PrepareReadings() => _ = _readings.Value;

    /// <summary>Stands for 年份待考 where a year is a key.</summary>
    public const int Undated = int.MaxValue;

    public RollOfHonour Roll { get; }
    public NameRanks Names => _names.Value;
    /// <summary>Every conferred honour of the city, by batch.</summary>
    public ImmutableArray<Honour> City => _city.Value;
    /// <summary>Every conferred honour of a batch, those from elsewhere included, in 姓氏笔画 order.</summary>
    public IReadOnlyDictionary<BatchId, ImmutableArray<Honour>> ByBatch => _byBatch.Value;
    public IReadOnlyDictionary<int, ImmutableArray<Honour>> ByYear => _byYear.Value;
    /// <summary>The years that have honours of the city, ascending.</summary>
    public ImmutableArray<int> Years => [.. ByYear.Keys.Where(y => y != Undated).Order()];
    /// <summary>In 姓氏笔画 order.</summary>
    public ImmutableArray<Honouree> CityPeople => _cityPeople.Value;
    public ImmutableArray<Honouree> OutsidePeople => _outsidePeople.Value;

    /// <summary>How each person's name is read, in the order of the roll.</summary>
    public ImmutableArray<NameReading> Readings => _readings.Value;

    public static int Key(int? year) => year ?? Undated;

    public static int? Year(int key) => key == Undated ? null : key;

    public ImmutableArray<Honour> OfBatch(Batch batch) => ByBatch[batch.Id];

    public ImmutableArray<Honour> OfYear(int key) => ByYear.TryGetValue(key, out var honours) ? honours : [];

    /// <summary>A district of today holds those of its former ones too.</summary>
    public ImmutableArray<Honour> OfDistrict(DistrictId id) => _byDistrict.Value.TryGetValue(id, out var honours) ? honours : [];

    public ImmutableArray<Honour> OfIndustry(IndustryId id) => _byIndustry.Value.TryGetValue(id, out var honours) ? honours : [];

    /// <summary>One honour of the city for each person of an employer, in 姓氏笔画 order; sorted when somebody of that employer asks.</summary>
    public ImmutableArray<Honour> OfEmployer(string employer) => _ofEmployer.GetOrAdd(employer, static (key, index) => index._byEmployer.Value.TryGetValue(key, out var honours)
        ? index.InNameOrder(honours.DistinctBy(h => h.RecipientId, StringComparer.Ordinal)) : [], this);

    /// <summary>Those from elsewhere included.</summary>
    public ImmutableArray<Honour> OfAward(AwardId id) => _byAward.Value.TryGetValue(id, out var honours) ? honours : [];

    private static ImmutableArray<NameReading> ReadingsOf(ImmutableArray<Honouree> people, KnownReadings? known)
    {
        var readings = new NameReading[people.Length];
        Parallel.For(0, readings.Length, i => readings[i] = known is null ? NameReading.Of(people[i].Name, people[i].Pinyin) : known.Of(people[i].Name, people[i].Pinyin));
        return ImmutableCollectionsMarshal.AsImmutableArray(readings);
    }

    private Dictionary<DistrictId, ImmutableArray<Honour>> ByDistrictOf(Dictionary<DistrictId, District> today) =>
        Groups(_orders.Value.Newest.Where(h => h is { IsOutside: false, District: not null }).SelectMany(h => DistrictsOf(h.District!, today).Select(d => (District: d, Honour: h))), x => x.District)
            .ToDictionary(g => g.Key, g => g.Value.Select(x => x.Honour).ToImmutableArray());

    private static IEnumerable<DistrictId> DistrictsOf(District district, Dictionary<DistrictId, District> all)
    {
        yield return district.Id;
        if (district.NowPartOf is { } now && all.ContainsKey(now)) yield return now;
    }

    /// <summary>Few are: most names are not worth a list.</summary>
    private static IEnumerable<Honouree> NamedTwice(ImmutableArray<Honouree> people)
    {
        var (names, twice) = (new HashSet<string>(people.Length, StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var person in people)
        {
            if (!names.Add(person.Name)) twice.Add(person.Name);
        }
        return people.Where(person => twice.Contains(person.Name));
    }

    /// <summary>Others of the same name.</summary>
    public ImmutableArray<Honouree> NamesakesOf(Honouree honouree) => _namesakes.Value.TryGetValue(honouree.Name, out var bearers) ? bearers.Remove(honouree) : [];

    /// <summary>Where a recipient first stands in a list that every page of its people asks; 0 when nowhere.</summary>
    public int PlaceIn(ImmutableArray<Honour> list, Recipient recipient)
    {
        // Few have a place of work in common: a table for each would be thousands of them.
        var places = list.Length <= 16 ? null : _places.GetOrAdd(list, PlacesOf);
        var first = int.MaxValue;
        foreach (var honour in recipient.Honours)
        {
            var place = places is null ? list.IndexOf(honour, 0, list.Length, ReferenceEqualityComparer.Instance) : places.GetValueOrDefault(honour, -1);
            if (place >= 0) first = Math.Min(first, place);
        }
        return first == int.MaxValue ? 0 : first;
    }

    private static Dictionary<Honour, int> PlacesOf(ImmutableArray<Honour> list)
    {
        var places = new Dictionary<Honour, int>(list.Length, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < list.Length; i++) places[list[i]] = i;
        return places;
    }

    private ImmutableArray<Honour> InNameOrder(IEnumerable<Honour> honours)
    {
        var list = honours.ToArray();
        if (list.Length > 1) Array.Sort(Array.ConvertAll(list, _orders.Value.PlaceByName), list);
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
    internal static Dictionary<TKey, ImmutableArray<T>> Groups<T, TKey>(IEnumerable<T> items, Func<T, TKey> key) where TKey : notnull
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
