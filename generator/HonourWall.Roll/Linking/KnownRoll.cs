using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>
/// The content as a server last read and linked it. The next reading looks at the dates of all files, whatever a watcher told; where nothing has changed but
/// people's files, and in these nothing that reaches farther than the pages that show them, only these are read, and all else stays as it is.
/// </summary>
/// <param name="Diagnostics">All that was said of the content up to linking.</param>
/// <param name="Now">The moment at which it was judged.</param>
public sealed record KnownRoll(RollDraft Draft, RollOfHonour Roll, ImmutableArray<Diagnostic> Diagnostics, DateTimeOffset Now)
{
    /// <summary>Above so many it is as quick to read all anew.</summary>
    private const int MostFiles = 200;

    /// <summary>The files that this roll has read and the one before it had not.</summary>
    public ImmutableArray<ContentFile> ReadAnew { get; private init; } = [];

    /// <summary>
    /// The content as it is now; null where more may have changed, where a file had or has something wrong, and where what a text says reaches farther than
    /// the pages that show it.
    /// </summary>
    /// <remarks>Whether notices and pages begin or end between the two readings is for the caller to ask.</remarks>
    public KnownRoll? WithPeople(ContentLook look, RollReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(options);
        var folder = look.Folder;
        // What lies in the future today may not tomorrow.
        if (Draft.Folder is not { } before || ReadingContext.Today(Now) != ReadingContext.Today(options.Now)) return null;
        if (folder.ChangedSince(before, options.Memory.Settling) is not { Count: <= MostFiles } changed || Read(changed, folder, options) is not { } drafts) return null;
        options.Memory.RecallAllOthers();
        var draft = Draft with { Folder = folder, FileNames = folder.Files };
        if (drafts.Count == 0) return this with { Draft = draft, Now = options.Now, ReadAnew = [] };
        if (With(drafts.Values) is not { } roll) return null;
        draft = draft with
        {
            Files = [.. Draft.Files.Select(f => drafts.TryGetValue(f.Name, out var person) ? person.File : f)],
            Honourees = [.. Draft.Honourees.Select(d => drafts.GetValueOrDefault(d.File.Name, d))],
        };
        return new KnownRoll(draft, roll, Diagnostics, options.Now) { ReadAnew = [.. drafts.Values.Select(d => d.File)] };
    }

    private Dictionary<string, RecipientDraft<Honouree>>? Read(List<ContentEntry> changed, ContentFolder folder, RollReadOptions options)
    {
        var blamed = Diagnostics.Select(d => d.Place.File).ToHashSet(StringComparer.Ordinal);
        var found = new DiagnosticBag();
        var context = new ReadingContext(found, folder.Files, options.Memory, options.Now);
        var drafts = new Dictionary<string, RecipientDraft<Honouree>>(StringComparer.Ordinal);
        foreach (var entry in changed)
        {
            if (!folder.IsEntryOf("honourees", entry.Name))
            {
                if (IsAsBefore(entry, folder)) continue;
                return null;
            }
            if (blamed.Contains(entry.Name) || !HonoureeId.TryParse(entry.Id, out var id)) return null;
            var file = folder.Read(entry.Name, entry.Stamp, ReadingMemory.Nothing, found);
            if (RecipientReader.ReadHonouree(file, id, context) is not { } draft || !options.Memory.DiffersNearby(entry.Name)) return null;
            if ((Roll.HangsOnTexts && (file.NamesPages || options.Memory.NamedPages(entry.Name))) || !TextLinker.NeedsNoCheck(draft.Page.Body, Roll.SourcesById)) return null;
            drafts.Add(entry.Name, draft);
        }
        return found.ToImmutable().IsEmpty ? drafts : null;
    }

    /// <summary>
    /// A file that had not settled when it was read is read again, and nearly always holds what it held. One that was recalled has another date now, and what
    /// it held is nowhere any more.
    /// </summary>
    private bool IsAsBefore(ContentEntry entry, ContentFolder folder) =>
        Draft.Files.FirstOrDefault(f => f.Name == entry.Name) is { IsUnreadable: false, IsKnownToBeSound: false } before && RestOfContent.IsText(entry.Name)
        && folder.Read(entry.Name, new DiagnosticBag()) is { IsUnreadable: false } now && now.Text == before.Text;

    private RollOfHonour? With(IEnumerable<RecipientDraft<Honouree>> drafts)
    {
        var people = new Dictionary<HonoureeId, Honouree>();
        foreach (var draft in drafts)
        {
            // Whoever's file is not published has a page without it.
            if (!Roll.HonoureesById.TryGetValue(draft.Page.Id, out var known) || !known.HasFile) continue;
            if (RecipientLinker.LinkAgain(known, draft, Roll) is not { } now) return null;
            people.Add(now.Id, now);
        }
        if (people.Count == 0) return Roll;
        ImmutableArray<Honouree> all = [.. Roll.Honourees.Select(h => people.GetValueOrDefault(h.Id, h))];
        return Roll with { Honourees = all, HonoureesById = all.ToDictionary(h => h.Id) };
    }
}
