using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>
/// The content as a server last read and linked it. The next reading looks at the dates of all files, whatever a watcher told; where nothing but texts of
/// people has changed, only these are read, and all else stays as it is.
/// </summary>
/// <param name="Diagnostics">All that was said of the content up to linking.</param>
/// <param name="Now">The moment at which it was judged.</param>
public sealed record KnownRoll(RollDraft Draft, RollOfHonour Roll, ImmutableArray<Diagnostic> Diagnostics, DateTimeOffset Now)
{
    /// <summary>Above so many it is as quick to read all anew.</summary>
    private const int MostTexts = 200;

    /// <summary>The files that this roll has read and the one before it had not.</summary>
    public ImmutableArray<ContentFile> ReadAnew { get; private init; } = [];

    /// <summary>
    /// The content as it is now; null where more than texts may have changed, where a text had or has something wrong, and where what it says reaches
    /// farther than the pages that show it.
    /// </summary>
    /// <remarks>Whether notices and pages begin or end between the two readings is for the caller to ask.</remarks>
    public KnownRoll? WithTexts(string contentFolder, RollReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = new ContentFolder(contentFolder);
        // What lies in the future today may not tomorrow.
        if (Draft.Folder is not { } before || ReadingContext.Today(Now) != ReadingContext.Today(options.Now)) return null;
        if (folder.ChangedSince(before, options.Memory.Settling) is not { Count: <= MostTexts } changed || ReadTexts(changed, folder, options) is not { } drafts) return null;
        options.Memory.RecallAllOthers();
        var draft = Draft with { Folder = folder, FileNames = folder.Files };
        if (drafts.Count == 0) return this with { Draft = draft, Now = options.Now, ReadAnew = [] };
        draft = draft with
        {
            Files = [.. Draft.Files.Select(f => drafts.TryGetValue(f.Name, out var text) ? text.File : f)],
            Honourees = [.. Draft.Honourees.Select(d => drafts.GetValueOrDefault(d.File.Name, d))],
        };
        return new KnownRoll(draft, WithBodies(drafts.Values), Diagnostics, options.Now) { ReadAnew = [.. drafts.Values.Select(d => d.File)] };
    }

    private Dictionary<string, RecipientDraft<Honouree>>? ReadTexts(List<ContentEntry> changed, ContentFolder folder, RollReadOptions options)
    {
        var blamed = Diagnostics.Select(d => d.Place.File).ToHashSet(StringComparer.Ordinal);
        var found = new DiagnosticBag();
        var context = new ReadingContext(found, folder.Files, options.Memory, options.Now);
        var drafts = new Dictionary<string, RecipientDraft<Honouree>>(StringComparer.Ordinal);
        foreach (var entry in changed)
        {
            if (!folder.IsEntryOf("honourees", entry.Name) || blamed.Contains(entry.Name) || !HonoureeId.TryParse(entry.Id, out var id)) return null;
            var file = folder.Read(entry.Name, entry.Stamp, ReadingMemory.Nothing, found);
            if (RecipientReader.ReadHonouree(file, id, context) is not { } draft || !options.Memory.DiffersInTextOnly(entry.Name)) return null;
            if ((Roll.HangsOnTexts && (file.NamesPages || options.Memory.NamedPages(entry.Name))) || !TextLinker.NeedsNoCheck(draft.Page.Body, Roll.SourcesById)) return null;
            drafts.Add(entry.Name, draft);
        }
        return found.ToImmutable().IsEmpty ? drafts : null;
    }

    private RollOfHonour WithBodies(IEnumerable<RecipientDraft<Honouree>> drafts)
    {
        // Whoever's file is not published has a page without its text.
        var shown = drafts.Select(d => d.Page).Where(page => Roll.HonoureesById.TryGetValue(page.Id, out var known) && known.HasFile).ToDictionary(page => page.Id);
        if (shown.Count == 0) return Roll;
        ImmutableArray<Honouree> people = [.. Roll.Honourees.Select(h => shown.TryGetValue(h.Id, out var page) ? h with { Body = page.Body } : h)];
        return Roll with { Honourees = people, HonoureesById = people.ToDictionary(h => h.Id) };
    }
}
