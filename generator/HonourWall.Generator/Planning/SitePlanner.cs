using System.Collections.Frozen;
using System.Collections.Immutable;
using HonourWall.Generator.Incremental;
using HonourWall.Generator.Pictures;
using HonourWall.Generator.Rendering;
using HonourWall.Generator.Wall;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

/// <summary>Decides which page stands at which address. What is on a page is worked out when it is rendered.</summary>
public sealed partial class SitePlanner
{
    /// <summary>Rows on one page of a long list.</summary>
    internal const int RowsPerPage = 200;

    /// <summary>Names on one page of an initial or a stroke count.</summary>
    private const int NamesPerPage = 400;

    private readonly RollOfHonour _roll;
    private readonly RollIndex _index;
    private readonly HonourCsv _csv;
    private readonly PublishedFigures _figures;
    private readonly SiteFrame _site;
    private readonly BuildOptions _options;
    private readonly MarkdownRenderer _markdown;
    private readonly Openings? _openings;
    private readonly List<PlannedFile> _files = [];
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private readonly BuildCache? _last;
    private readonly Task<KeptPeople> _kept;
    private readonly ReadingGaps? _gaps;
    /// <summary>How many names each initial and each stroke count has, as several pages show it.</summary>
    private readonly Lazy<ImmutableArray<CountLink>> _letters, _strokes;
    private readonly DiagnosticBag _diagnostics;

    private SitePlanner(RollOfHonour roll, FrozenDictionary<string, string> assets, BuildOptions options, DiagnosticBag diagnostics, BuildMemory? memory, RollIndex? index, BuildCache? last, Task<KeptPeople>? kept = null, ReadingGaps? gaps = null)
    {
        _roll = options.BaseUrl is { } baseUrl ? roll with { Site = roll.Site with { BaseUrl = baseUrl } } : roll;
        _options = options;
        _last = last;
        _kept = kept ?? Task.FromResult(KeptPeople.None);
        _gaps = gaps;
        _diagnostics = diagnostics;
        _pictureCache = new PictureCache(options.CacheFolder is { } cache ? Path.Combine(cache, "pictures") : null);
        _openings = memory?.Openings;
        _index = index ?? new RollIndex(roll);
        _csv = new HonourCsv(_roll.Site.BaseUrl);
        _figures = new PublishedFigures(_index);
        _letters = new(() => [.. _index.Readings.CountBy(r => r.Initial).OrderBy(l => l.Key).Select(l => new CountLink(LetterTitle(l.Key), Addresses.OfLetter(l.Key), l.Value))]);
        _strokes = new(() => [.. _roll.Honourees.CountBy(h => Names.NameOrder.StrokesOf(h.Name) ?? 0).OrderBy(s => s.Key).Select(s => new CountLink(StrokesTitle(s.Key), Addresses.OfStrokes(s.Key), s.Value))]);
        _site = new SiteFrame
        {
            Settings = _roll.Site,
            Assets = assets,
            Pages = [.. _roll.Pages.OrderBy(p => p.Order ?? int.MaxValue).ThenBy(p => p.Id)],
            Stick = options.Stick,
            HasFigures = !_roll.PublishedStatistics.IsEmpty,
        };
        _markdown = new MarkdownRenderer(Answers, new Anchors(_files).Has, _pictures, _roll.SourcesById, diagnostics, gaps);
    }

    /// <summary>Two pages at one address are HW301.</summary>
    /// <param name="memory">Of a server.</param>
    /// <param name="index">Of this roll, where some of it is worked out already.</param>
    /// <param name="kept">Whose pages need not be planned.</param>
    /// <param name="gaps">What could not be read: a link that may lead there is no second mistake.</param>
    public static SitePlan Plan(RollOfHonour roll, Assets assets, BuildOptions options, DiagnosticBag diagnostics, BuildMemory? memory = null, RollIndex? index = null, Task<KeptPeople>? kept = null, ReadingGaps? gaps = null)
    {
        var planner = new SitePlanner(roll, assets.Paths, options, diagnostics, memory, index, null, kept, gaps);
        // The one part that takes long and needs no other.
        var wall = Task.Run(() => WallBuilder.Build(planner._index));
        planner.PlanPictures();
        planner.PrepareCards();
        planner.PlanHome();
        planner.PlanSearch();
        planner.PlanPeopleLists();
        planner.PlanWithdrawn();
        planner.PlanCollectives();
        planner.PlanAwards();
        planner.PlanBatches();
        planner.PlanYears();
        planner.PlanDistricts();
        planner.PlanIndustries();
        planner.PlanStudios();
        planner.PlanStories();
        planner.PlanNotices();
        planner.PlanFigures();
        planner.PlanNames();
        planner.PlanFreePages();
        planner.PlanWall(wall);
        planner.PlanPeople();
        planner.PlanRedirects();
        planner.PlanMachineFiles();
        planner.PlanServerFiles();
        foreach (var asset in assets.Files) planner._files.Add(asset);
        return planner.Finish();
    }

    /// <summary>
    /// Those files alone that show what has changed in some people's files, where nothing else is different from the last build. A page that shows anything
    /// of a person's file but its name belongs here too.
    /// </summary>
    /// <param name="changed">The files of these people.</param>
    /// <param name="last">What the last build made.</param>
    /// <param name="memory">Of a server.</param>
    public static SitePlan PlanPart(RollIndex index, BuildOptions options, DiagnosticBag diagnostics, ChangedPeople changed, BuildCache last, BuildMemory? memory)
    {
        if (changed.Facts.Count > 0) _ = Task.Run(index.PrepareReadings); // lists of names need them
        var planner = new SitePlanner(index.Roll, last.AssetPaths, options, diagnostics, memory, index, last);
        planner.PlanPictures();
        planner.PlanPagesThatShow(changed);
        return planner.Finish();
    }

    /// <summary>Whether something stands at an address: something planned, or what the last build made and this one keeps.</summary>
    private bool Answers(string address) => _addresses.Contains(address) || (_last is not null && address.StartsWith('/') && PlannedFile.PathOf(address) is var path
        && !path.StartsWith("assets/", StringComparison.Ordinal) && _last.Find(path) is not null && PlannedFile.AddressOf(path) == address);

    private SitePlan Finish()
    {
        foreach (var same in _files.GroupBy(f => f.Path, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
        {
            var ordered = same.OrderBy(f => f.Origin).ToList();
            foreach (var later in ordered.Skip(1)) _diagnostics.Add("HW301", later.Origin, "/" + same.Key.Replace("index.html", "", StringComparison.Ordinal), ordered[0].Origin.File is { Length: > 0 } file ? file : "honourwall");
        }
        return new SitePlan([.. _files], _pictureCache);
    }
}
