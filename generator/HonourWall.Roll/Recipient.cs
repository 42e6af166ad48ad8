using System.Collections.Immutable;

namespace HonourWall.Roll;

/// <summary>Someone or some group that received an honour and has a page: an <see cref="Honouree"/> or a <see cref="Collective"/>.</summary>
public abstract record Recipient : SharedRecord
{
    public required string Name { get; init; }
    public District? District { get; init; }
    public string? Employer { get; init; }
    public Industry? Industry { get; init; }
    /// <summary>Conferred ones, by year (年份待考 last), then by level and award.</summary>
    public ImmutableArray<Honour> Honours { get; init; } = [];
    /// <summary>Sources of the page itself; each honour has its own besides.</summary>
    public ImmutableArray<Source> Sources { get; init; } = [];
    public MarkdownText Body { get; init; } = MarkdownText.Empty;
    /// <summary>True when every honour is from elsewhere, or the file says so.</summary>
    public bool IsOutside { get; init; }
    /// <summary>Former addresses that lead here.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];
    /// <summary>Its file, or its first row where it has none.</summary>
    public required ContentPlace Place { get; init; }
    /// <summary>As its file says, else as the first honour that says so.</summary>
    public string? KnownEmployer => Employer ?? FirstOf(h => h.Employer);
    /// <summary>As <see cref="KnownEmployer"/>.</summary>
    public Industry? KnownIndustry => Industry ?? FirstOf(h => h.Industry);
    /// <summary>Its highest level first, <see cref="Level.Unknown"/> last.</summary>
    public Level HighestLevel => Honours.IsEmpty ? Level.Unknown : Honours.Min(h => h.Award.Level);

    /// <summary>What the first honour says that says it.</summary>
    protected T? FirstOf<T>(Func<Honour, T?> fact)
        where T : class
    {
        foreach (var honour in Honours)
        {
            if (fact(honour) is { } known) return known;
        }
        return null;
    }
}
