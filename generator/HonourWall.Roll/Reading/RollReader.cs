using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Linking;

namespace HonourWall.Roll.Reading;

/// <summary>Reads the content folder: files to records with their places. Mistakes go to the bag; what is wrong is left out and the rest is read.</summary>
public static class RollReader
{
    /// <param name="contentFolder">The folder that holds site.yaml.</param>
    /// <param name="look">Taken already; null: it is taken now.</param>
    /// <param name="before">Of a server: tables and rows whose files are the same are taken over from there.</param>
    public static RollDraft Read(string contentFolder, RollReadOptions options, DiagnosticBag diagnostics, ContentLook? look = null, KnownRoll? before = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var folder = look?.Folder ?? new ContentFolder(contentFolder);
        if (!folder.Exists) diagnostics.Add("HW100", folder.Place, folder.Place.File);
        else if (!folder.Files.Contains(folder.NameOf("site.yaml"))) diagnostics.Add("HW101", new ContentPlace(folder.NameOf("site.yaml")), "site.yaml");
        var work = new ReadingRun(folder, new ReadingContext(diagnostics, folder.Files, options.Memory, options.Now), UnchangedFiles.Of(before, folder, options));

        // Most of the time goes into these and into people; the few others are read beside them.
        var rows = Task.Run(work.Rows);
        var draft = new RollDraft
        {
            Site = work.Root("site.yaml", SiteReader.Read) ?? SiteReader.Nothing,
            Districts = work.Table("districts.csv", ListReader.Districts, d => d.Districts),
            Awards = work.Root("awards.yaml", (file, context) => [.. AwardReader.Read(file, context)], d => d.Awards),
            Industries = work.Table("industries.csv", ListReader.Industries, d => d.Industries),
            Sources = work.Table("sources.csv", ListReader.Sources, d => d.Sources),
            Batches = work.Table("batches.csv", BatchReader.ReadBatches, d => d.Batches),
            Statistics = work.Table("published-statistics.csv", ListReader.Statistics, d => d.Statistics),
            Redirects = work.Table("redirects.csv", ListReader.Redirects, d => d.Redirects),
            Rows = rows.GetAwaiter().GetResult(),
            Honourees = work.Entries<Honouree, RecipientDraft<Honouree>>("honourees", RecipientReader.ReadHonouree, isRemembered: true),
            Collectives = work.Entries<Collective, RecipientDraft<Collective>>("collectives", RecipientReader.ReadCollective),
            Studios = work.Entries<Studio, StudioDraft>("studios", StudioReader.Read),
            Stories = work.Entries<Story, StoryDraft>("stories", PageReader.ReadStory),
            Notices = work.Entries<Notice, NoticeDraft>("notices", PageReader.ReadNotice),
            Pages = work.Entries<FreePage, FreePageDraft>("pages", PageReader.ReadPage),
            Files = [],
            FileNames = folder.Files,
            Folder = folder,
        };
        work.Captions();
        return draft with { Files = work.Finish() };
    }
}
