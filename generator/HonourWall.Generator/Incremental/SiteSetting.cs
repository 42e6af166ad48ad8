using HonourWall.Generator.Pictures;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Incremental;

/// <summary>
/// Everything that a site is made from but the texts of people, as one number. While it is the same, nothing can have changed but pages that show one of
/// the changed texts, and nobody need ask the others.
/// </summary>
internal static class SiteSetting
{
    private static readonly string[] Pictures = [".jpg", ".jpeg", ".png", ".webp", ".avif", ".mp4", ".webm"];

    /// <summary>None where it cannot be told whether it is the same.</summary>
    public static ContentHash HashOf(RollDraft draft, BuildOptions options, ReadingMemory memory, Fingerprinter fingerprinter)
    {
        // Cards warn of missing characters whenever they are planned, and a stick's index is always made anew.
        if (options.Cards || options.Stick || RestOfContent.HashOf(draft, options.Source, memory) is not { } rest) return default;
        var hasPictures = draft.FileNames.Any(name => Pictures.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase));
        return fingerprinter.Of(rest.ToString(), options.BaseUrl, options.Drafts, options.Future, hasPictures ? Studio() : null,
            Passed(draft, TimeZoneInfo.ConvertTime(options.Now, draft.Site.Settings.Zone).DateTime), Passed(draft, options.Now.DateTime));
    }

    private static string? Studio() => PictureStudio.Open() is { } studio ? string.Join(' ', studio.Formats.Select(f => f.Type).Prepend(studio.Mark)) : null;

    /// <summary>
    /// How many of the moments that the content names lie before one, and how many not after it: while these are the same, so is everything that begins
    /// or ends by the clock.
    /// </summary>
    private static string Passed(RollDraft draft, DateTime now)
    {
        var (before, notAfter) = (0, 0);
        foreach (var moment in Moments(draft))
        {
            if (moment < now) before++;
            if (moment <= now) notAfter++;
        }
        return FormattableString.Invariant($"{before} {notAfter}");
    }

    private static IEnumerable<DateTime> Moments(RollDraft draft) =>
        draft.Honourees.Select(d => d.Publication).Concat(draft.Collectives.Select(d => d.Publication)).Concat(draft.Studios.Select(d => d.Publication))
            .Concat(draft.Stories.Select(d => d.Publication)).Concat(draft.Notices.Select(d => d.Publication)).Concat(draft.Pages.Select(d => d.Publication))
            .Where(p => p is not { PublishOn: null, ExpireOn: null }).SelectMany(p => new[] { p.PublishOn, p.ExpireOn }).Concat(draft.Notices.SelectMany(n => new[] { n.Notice.From, n.Notice.Until })).OfType<DateTime>();
}
