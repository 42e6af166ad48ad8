using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>The front page: the stele of the current batch, the scrubber, one sentence, one search box, then the newspaper.</summary>
public sealed record HomePageModel
{
    public required int Honours { get; init; }
    public required int Honourees { get; init; }
    public required int Collectives { get; init; }
    /// <summary>That the honours counted come from.</summary>
    public required int Sources { get; init; }
    /// <summary>The batches of the newest year whose plates stand on the stele, or null where there is no honour yet.</summary>
    public HomeStele? Stele { get; init; }
    /// <summary>The years of the scrubber, each leading to its stele on the wall.</summary>
    public required ImmutableArray<YearLink> WallYears { get; init; }
    public Story? LeadStory { get; init; }
    public Prose LeadText { get; init; } = Prose.Empty;
    public PlateGroup? LeadPeople { get; init; }
    public ImmutableArray<Notice> OpenNotices { get; init; } = [];
    public ImmutableArray<(Honouree Honouree, string Line)> New { get; init; } = [];
    public ImmutableArray<PublishedFigure> Figures { get; init; } = [];
    public ImmutableArray<CountLink> Strokes { get; init; } = [];
    public ImmutableArray<CountLink> Letters { get; init; } = [];
    public ImmutableArray<CountLink> Districts { get; init; } = [];
    public ImmutableArray<CountLink> Industries { get; init; } = [];
}

/// <summary>The current batch with as many plates as fit on the stone.</summary>
/// <param name="Titles">The awards that were conferred together.</param>
public sealed record HomeStele(int? Year, ImmutableArray<string> Titles, ImmutableArray<Plate> Plates, string More, int Count);
