using HonourWall.Roll.Linking;

namespace HonourWall.Roll.Reading;

/// <summary>The files of a server's content that are as they were when they were last read, and of which there was nothing to say: what was read of them holds.</summary>
internal sealed class UnchangedFiles
{
    private readonly HashSet<string> _blamed;
    private readonly Dictionary<string, ContentFile> _files;
    private readonly HashSet<string> _changed;

    private UnchangedFiles(RollDraft draft, HashSet<string> blamed, HashSet<string> changed)
    {
        (Draft, _blamed, _changed) = (draft, blamed, changed);
        _files = draft.Files.ToDictionary(f => f.Name, StringComparer.Ordinal);
    }

    /// <summary>What was read.</summary>
    public RollDraft Draft { get; }

    /// <summary>Null where nothing was, or on another day: what lies in the future today may not tomorrow.</summary>
    public static UnchangedFiles? Of(KnownRoll? before, ContentFolder folder, RollReadOptions options) =>
        before?.Draft.Folder is not { } last || ReadingContext.Today(before.Now) != ReadingContext.Today(options.Now) ? null
            : new UnchangedFiles(before.Draft, before.Diagnostics.Select(d => d.Place.File).ToHashSet(StringComparer.Ordinal), folder.NewSince(last, options.Memory.Settling));

    public ContentFile? Find(string name) => !_blamed.Contains(name) && !_changed.Contains(name) ? _files.GetValueOrDefault(name) : null;
}
