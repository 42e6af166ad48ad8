using System.Collections.Immutable;

namespace HonourWall.Roll;

/// <summary>site.yaml: what the site calls itself and who answers for it.</summary>
public sealed record SiteSettings : SharedRecord
{
    public required string Title { get; init; }
    public string? Subtitle { get; init; }
    public string Language { get; init; } = "zh-Hans";
    public string TimeZone { get; init; } = "Asia/Shanghai";
    /// <summary>The rules of <see cref="TimeZone"/>.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
    /// <summary>Where the site will stand, ending in <c>/</c>; used in feeds, the sitemap and citations.</summary>
    public required Uri BaseUrl { get; init; }
    public Publisher Publisher { get; init; } = new(null, null, null);
    public string? Icp { get; init; }
    /// <summary>Shown on every page: used by demo and synthetic content.</summary>
    public string? Banner { get; init; }
    public HomeSettings Home { get; init; } = new();
}

/// <summary>Who publishes the site and where corrections go.</summary>
public sealed record Publisher(string? Name, string? Contact, string? Corrections);

/// <summary>What the editors put on the front page; all of it optional.</summary>
public sealed record HomeSettings
{
    public ImmutableArray<string> Slogan { get; init; } = [];
    public string? Intro { get; init; }
    public StoryId? LeadStory { get; init; }
    /// <summary>The batch on the stele; the newest one where none is named.</summary>
    public BatchId? Batch { get; init; }
    public ImmutableArray<HomeNews> New { get; init; } = [];
}

/// <summary>One line under 新刻.</summary>
public sealed record HomeNews(HonoureeId Id, string Line);
