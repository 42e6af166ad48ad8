using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Roll.Reading;

/// <summary>site.yaml: what the site calls itself, and the front page.</summary>
internal static class SiteReader
{
    private static readonly Uri NoBaseUrl = new("https://example.org/");

    /// <summary>What a site without a readable site.yaml goes on with, so that its other mistakes are shown too.</summary>
    public static SiteDraft Nothing => new(new SiteSettings { Title = "", BaseUrl = NoBaseUrl }, null, null, []);

    public static SiteDraft Read(ContentFile file, ReadingContext context)
    {
        var node = YamlReader.Read(file, 0, file.Text.Length, context.Diagnostics, out var broken);
        if (broken) return Nothing;
        if (node is not YamlMap map)
        {
            context.Diagnostics.Add("HW134", file.PlaceAt(node?.Offset ?? 0), "site.yaml");
            return Nothing;
        }
        var keys = new MapReader(map, context, file);
        var settings = new SiteSettings
        {
            Title = keys.Text("title", required: true)?.Text ?? "",
            Subtitle = keys.Text("subtitle")?.Text,
            Language = keys.Text("language")?.Text ?? "zh-Hans",
            TimeZone = keys.Text("timezone")?.Text ?? "Asia/Shanghai",
            BaseUrl = BaseUrl(keys, context),
            Publisher = Publisher(keys),
            Icp = keys.Text("icp")?.Text,
            Banner = keys.Text("banner")?.Text,
        };
        var draft = new SiteDraft(settings with { Zone = Zone(settings.TimeZone, keys, context) }, null, null, []);
        if (keys.Map("home") is { } home) draft = WithHome(draft, home);
        keys.Done();
        return draft;
    }

    private static SiteDraft WithHome(SiteDraft draft, MapReader home)
    {
        var settings = new HomeSettings { Slogan = home.Strings("slogan"), Intro = home.Text("intro")?.Text };
        var news = ImmutableArray.CreateBuilder<NewsDraft>();
        foreach (var item in home.Maps("new"))
        {
            var id = item.Text("id", required: true);
            var line = item.Text("line", required: true);
            item.Done();
            if (id is { } known && line is { } text) news.Add(new NewsDraft(known, text.Text));
        }
        draft = draft with
        {
            Settings = draft.Settings with { Home = settings },
            LeadStory = home.Text("lead_story"),
            Batch = home.Text("batch"),
            New = news.DrainToImmutable(),
        };
        home.Done();
        return draft;
    }

    /// <summary>Ends in a slash, so that addresses can be put behind it.</summary>
    private static Uri BaseUrl(MapReader keys, ReadingContext context)
    {
        if (keys.Text("base_url", required: true) is not { } written || context.Address(written) is not { } address) return NoBaseUrl;
        var folder = address.GetLeftPart(UriPartial.Path);
        // Pages stand below it: nothing can stand behind a question or an anchor.
        if (folder != address.AbsoluteUri) context.Diagnostics.Add(new Diagnostic("HW146", written.Place, [written.Text], folder));
        return new Uri(folder.EndsWith('/') ? folder : folder + "/");
    }

    private static Publisher Publisher(MapReader keys)
    {
        if (keys.Map("publisher") is not { } publisher) return new Publisher(null, null, null);
        var read = new Publisher(publisher.Text("name")?.Text, publisher.Text("contact")?.Text, publisher.Text("corrections")?.Text);
        publisher.Done();
        return read;
    }

    private static TimeZoneInfo Zone(string name, MapReader keys, ReadingContext context)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        // A machine without time-zone data still knows Beijing: one offset all year since 1992.
        if (name == "Asia/Shanghai") return TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromHours(8), name, name);
        context.Diagnostics.Add("HW147", keys.PlaceOf("timezone"), name);
        return TimeZoneInfo.Utc;
    }
}
