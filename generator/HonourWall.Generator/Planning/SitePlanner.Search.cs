using System.Collections.Immutable;
using HonourWall.Search;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

/// <summary>What search is to know of each page.</summary>
public sealed partial class SitePlanner
{
    private SearchDocument Find(Honouree honouree, Prose story) => Find(SearchKind.Person, honouree.Id.Value, honouree, story) with
    {
        OtherNames = honouree.AlsoKnownAs,
        Pinyin = honouree.Pinyin,
        Occupation = Joined(honouree.Honours.Select(h => h.Title).Prepend(honouree.Occupation)),
        Line = honouree.Motivation ?? "",
    };

    private SearchDocument Find(SearchKind kind, string id, Recipient recipient, Prose story) => new()
    {
        Id = id,
        Kind = kind,
        Name = recipient.Name,
        Address = Addresses.Of(recipient)[1..],
        Employer = Joined(recipient.Honours.Select(h => h.Employer).Prepend(recipient.Employer)),
        Districts = Topics(recipient.Honours.Select(h => h.District).Append(recipient.District)),
        Honours = [.. recipient.Honours.Select(h => new SearchHonour(h.Award.Id.Value, h.Award.Name, h.Year, LevelId(h.Award.Level)))],
        Industry = (recipient.Industry ?? recipient.Honours.Select(h => h.Industry).FirstOrDefault(i => i is not null)) is { } industry ? new SearchTopic(industry.Id.Value, industry.Name) : null,
        Body = story.Plain,
    };

    private SearchDocument Find(Studio studio, Prose about) => new()
    {
        Id = studio.Id.Value,
        Kind = SearchKind.Studio,
        Name = studio.Name,
        Address = Addresses.Of(studio.Id)[1..],
        Employer = studio.Employer ?? "",
        Occupation = studio.LevelName ?? "",
        Districts = Topics([studio.District]),
        Industry = studio.Industry is { } industry ? new SearchTopic(industry.Id.Value, industry.Name) : null,
        Body = string.Join('\n', studio.Leaders.Select(l => l.Name).Concat(studio.Outputs.Select(o => o.Title)).Append(about.Plain)).Trim(),
    };

    private static SearchDocument Find(Story story, Prose text) => new()
    {
        Id = story.Id.Value,
        Kind = SearchKind.Story,
        Name = story.Title,
        Address = Addresses.Of(story.Id)[1..],
        Line = story.Deck ?? "",
        Body = text.Plain,
    };

    /// <summary>Each once: several honours tell of several employers.</summary>
    private static string Joined(IEnumerable<string?> texts) => string.Join('；', texts.Where(t => t is not null).Distinct(StringComparer.Ordinal));

    /// <summary>The districts as awarded and, for former ones, those of today.</summary>
    private ImmutableArray<SearchTopic> Topics(IEnumerable<District?> districts) =>
        [.. districts.OfType<District>().SelectMany(d => _roll.Districts.Where(now => now.Id == d.NowPartOf).Prepend(d)).DistinctBy(d => d.Id).Select(d => new SearchTopic(d.Id.Value, d.Name))];

    private static string LevelId(Level level) => level switch
    {
        Level.National => "national",
        Level.Provincial => "provincial",
        Level.Municipal => "municipal",
        Level.District => "district",
        Level.Enterprise => "enterprise",
        _ => "unknown",
    };
}
