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

    /// <summary>All other files; null where it cannot be told whether they are the same.</summary>
    /// <remarks>Cards warn of missing characters whenever they are planned, and a stick's index is always made anew.</remarks>
    public static RestOfContent? RestOf(RollDraft draft, BuildOptions options, ReadingMemory memory) => options.Cards || options.Stick ? null : RestOfContent.Of(draft, options.Source, memory);

    /// <param name="rest">See <see cref="RestOf"/>; none where it is null.</param>
    /// <param name="but">Folders of the content whose texts do not count either.</param>
    public static ContentHash HashOf(RollDraft draft, BuildOptions options, RestOfContent? rest, params ReadOnlySpan<string> but)
    {
        if (rest is null) return default;
        var hasPictures = draft.FileNames.Any(name => Pictures.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase));
        return Fingerprinter.Of(rest.HashOf(but).ToString(), options.BaseUrl, options.Drafts, options.Future, hasPictures ? Studio() : null,
            Passed(Moments(draft, but.IsEmpty), TimeZoneInfo.ConvertTime(options.Now, draft.Site.Settings.Zone).DateTime));
    }

    private static string? Studio() => PictureStudio.Open() is { } studio ? string.Join(' ', studio.Formats.Select(f => f.Type).Prepend(studio.Mark)) : null;

    /// <summary>
    /// How many of the moments that the content names lie before one, and how many not after it: while these are the same, so is everything that begins
    /// or ends by the clock.
    /// </summary>
    private static string Passed(IEnumerable<DateTime> moments, DateTime now)
    {
        var (before, notAfter) = (0, 0);
        foreach (var moment in moments)
        {
            if (moment < now) before++;
            if (moment <= now) notAfter++;
        }
        return FormattableString.Invariant($"{before} {notAfter}");
    }

    /// <param name="all">Else only those of files that the number speaks for; which of the others are published must then be asked otherwise.</param>
    private static IEnumerable<DateTime> Moments(RollDraft draft, bool all)
    {
        var published = draft.Notices.Select(d => d.Publication).Concat(draft.Pages.Select(d => d.Publication));
        if (all)
        {
            published = published.Concat(draft.Honourees.Select(d => d.Publication)).Concat(draft.Collectives.Select(d => d.Publication))
                .Concat(draft.Studios.Select(d => d.Publication)).Concat(draft.Stories.Select(d => d.Publication));
        }
        return published.Where(p => p is not { PublishOn: null, ExpireOn: null }).SelectMany(p => new[] { p.PublishOn, p.ExpireOn })
            .Concat(draft.Notices.SelectMany(n => new[] { n.Notice.From, n.Notice.Until })).OfType<DateTime>();
    }
}
