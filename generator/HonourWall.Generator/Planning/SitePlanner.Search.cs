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
        Occupation = Joined(honouree.Occupation, honouree.Honours, h => h.Title),
        Line = honouree.Motivation ?? "",
    };

    private SearchDocument Find(SearchKind kind, string id, Recipient recipient, Prose story) => new()
    {
        Id = id,
        Kind = kind,
        Name = recipient.Name,
        Address = Addresses.Of(recipient)[1..],
        Employer = Joined(recipient.Employer, recipient.Honours, h => h.Employer),
        Districts = Topics(recipient.Honours, recipient.District, isOutside: false),
        Honours = [.. recipient.Honours.Select(h => new SearchHonour(h.Award.Id.Value, h.Award.Name, h.Year, LevelId(h.Award.Level)) { Districts = DistrictsOf(h) })],
        Industry = recipient.KnownIndustry is { } industry ? new SearchTopic(industry.Id.Value, industry.Name) : null,
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
        Districts = Topics([], studio.District, studio.IsOutside),
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
    private static string Joined(string? first, ImmutableArray<Honour> honours, Func<Honour, string?> text)
    {
        List<string>? several = null;
        foreach (var honour in honours)
        {
            if (text(honour) is not { } next || next == first) continue;
            if (first is null) first = next;
            else if ((several ??= [first]).IndexOf(next) < 0) several.Add(next);
        }
        return several is null ? first ?? "" : string.Join('；', several);
    }

    /// <summary>Stands among the districts for what is not this city's: no list of the city counts it, and search, which finds it too, must not seem to.</summary>
    private static readonly SearchTopic Elsewhere = new("outside", "外地");

    /// <summary>The districts as awarded and, for former ones, those of today.</summary>
    private ImmutableArray<SearchTopic> Topics(ImmutableArray<Honour> honours, District? last, bool isOutside)
    {
        var topics = ImmutableArray.CreateBuilder<SearchTopic>(2);
        foreach (var honour in honours)
        {
            AddWithToday(honour.District);
            isOutside |= honour.IsOutside;
        }
        AddWithToday(last);
        if (isOutside) topics.Add(Elsewhere);
        return topics.DrainToImmutable();

        void AddWithToday(District? district)
        {
            Add(district);
            if (district?.NowPartOf is { } now) Add(_roll.Districts.FirstOrDefault(d => d.Id == now));
        }

        void Add(District? district)
        {
            if (district is null) return;
            foreach (var known in topics)
            {
                if (known.Id == district.Id.Value) return;
            }
            topics.Add(new SearchTopic(district.Id.Value, district.Name));
        }
    }

    /// <summary>As awarded and of today; an honour from elsewhere is of no list of the city.</summary>
    private ImmutableArray<string> DistrictsOf(Honour honour)
    {
        if (honour is { District: null, IsOutside: false }) return [];
        return [.. Topics([honour], null, isOutside: false).Select(topic => topic.Id)];
    }

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
