using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>Checks what a text refers to: footnotes to sources, pictures to files beside it.</summary>
internal sealed class TextLinker(LinkTables tables, RollDraft draft, DiagnosticBag diagnostics)
{
    private static readonly string[] ElsewhereSchemes = ["//", "http:", "https:"];

    public void CheckAll()
    {
        foreach (var award in draft.Awards)
        {
            Check(award.Award.About);
            Check(award.Award.Eligibility);
        }
        foreach (var honouree in draft.Honourees) Check(honouree.Page.Body);
        foreach (var collective in draft.Collectives) Check(collective.Page.Body);
        foreach (var studio in draft.Studios) Check(studio.Studio.Body);
        foreach (var story in draft.Stories) Check(story.Story.Body);
        foreach (var notice in draft.Notices) Check(notice.Notice.Body);
        foreach (var page in draft.Pages) Check(page.Page.Body);
    }

    private void Check(MarkdownText text)
    {
        if (text.Marks.Length == 0) return;
        // Nearly always all is well, and then the marks alone say so.
        if (tables.Sources.IsWhole && text.Marks.Contains("[^", StringComparison.Ordinal) && Unknown(text.Marks, default).Count > 0) ReportFootnotes(text);
        if (text.Marks.Contains("![", StringComparison.Ordinal)) CheckPictures(text);
    }

    /// <summary>Whether a text refers to nothing but sources that are there: no pictures, no unknown notes.</summary>
    public static bool NeedsNoCheck(MarkdownText text, IReadOnlyDictionary<SourceId, Source> sources) =>
        !text.Marks.Contains("![", StringComparison.Ordinal) && Unknown(text.Marks, default, name => SourceId.TryParse(name, out var id) && sources.ContainsKey(id)).Count == 0;

    private List<(string Name, ContentPlace Place)> Unknown(string text, ContentPlace place) => Unknown(text, place, name => tables.Sources.Known(name) is not null);

    private static List<(string Name, ContentPlace Place)> Unknown(string text, ContentPlace place, Func<string, bool> isSource)
    {
        var (references, definitions) = MarkdownReferences.Footnotes(text, place);
        // [^1] with a text of its own needs no source; [^source-id] cites sources.csv.
        return references.FindAll(r => !definitions.Contains(r.Name) && !isSource(r.Name));
    }

    private void ReportFootnotes(MarkdownText text)
    {
        foreach (var (name, place) in Unknown(text.Text, text.Place)) tables.Sources.ReportUnknown(name, place, "HW215");
    }

    private void CheckPictures(MarkdownText text)
    {
        var folder = text.Place.File[..(text.Place.File.LastIndexOf('/') + 1)];
        foreach (var (target, place, undescribed) in MarkdownReferences.Pictures(text))
        {
            if (undescribed is { } gap) diagnostics.Add("HW163", gap, target);
            if (ElsewhereSchemes.Any(scheme => target.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
            {
                diagnostics.Add("HW162", place, target); // the policy of every page keeps it out
                continue;
            }
            // Addresses from the site's root are links like any other.
            if (target.StartsWith('/') || draft.FileNames.Contains(folder + Uri.UnescapeDataString(target))) continue;
            var beside = draft.FileNames.Where(f => f.StartsWith(folder, StringComparison.Ordinal)).Select(f => f[folder.Length..]).Order(StringComparer.Ordinal);
            // A place on somebody's computer, or a whole picture put into the address.
            var shown = target.Length > 60 ? target[..40] + "…" : target;
            diagnostics.Add(new Diagnostic("HW154", place, [shown], DidYouMean.Word(shown, beside)));
        }
    }
}
