using System.Collections.Concurrent;
using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Roll.Reading;

/// <summary>One run over a content folder: opens each file once, many at a time, and remembers which ones were read.</summary>
internal sealed class ReadingRun(ContentFolder folder, ReadingContext context, UnchangedFiles? unchanged)
{
    private readonly ConcurrentBag<ContentFile> _files = [];

    /// <summary>A file at the folder's root; null where there is none.</summary>
    public T? Root<T>(string file, Func<ContentFile, ReadingContext, T> read) where T : class =>
        folder.Files.Contains(folder.NameOf(file)) ? read(Open(folder.NameOf(file)), context) : null;

    /// <summary>As <see cref="Root{T}(string, Func{ContentFile, ReadingContext, T})"/>, for a list.</summary>
    /// <param name="known">Where it stands in what was read before.</param>
    public ImmutableArray<T> Root<T>(string file, Func<ContentFile, ReadingContext, ImmutableArray<T>> read, Func<RollDraft, ImmutableArray<T>> known)
    {
        var name = folder.NameOf(file);
        if (!folder.Files.Contains(name)) return [];
        if (unchanged?.Find(name) is not { } same) return read(Open(name), context);
        Note(same);
        return known(unchanged.Draft);
    }

    public ImmutableArray<T> Table<T>(string file, Func<CsvTable, ReadingContext, ImmutableArray<T>> read, Func<RollDraft, ImmutableArray<T>> known) =>
        Root(file, (opened, context) => read(new CsvTable(opened, context.Strings, context.Diagnostics), context), known);

    public ImmutableArray<BatchRows> Rows()
    {
        var entries = folder.Entries("batches", ".csv");
        var known = unchanged?.Draft.Rows.ToDictionary(r => r.File.Name, StringComparer.Ordinal);
        var rows = new BatchRows[entries.Count];
        Parallel.For(0, entries.Count, i =>
        {
            var same = unchanged?.Find(entries[i].Name) is { } file && known!.TryGetValue(file.Name, out var before) ? before : null; // both or neither
            if (same is not null) Note(same.File);
            rows[i] = same ?? BatchReader.ReadRows(entries[i].Id, Open(entries[i].Name), context);
        });
        return ImmutableArray.Create(rows);
    }

    /// <summary>One entry for each Markdown file of a sub-folder, in the order of their names.</summary>
    /// <param name="isRemembered">What can be wrong with such a file stands in itself alone, so that it need not be opened again.</param>
    public ImmutableArray<TDraft> Entries<T, TDraft>(string subfolder, Func<ContentFile, Id<T>, ReadingContext, TDraft?> read, bool isRemembered = false) where TDraft : class
    {
        var entries = folder.Entries(subfolder, ".md");
        var drafts = new TDraft?[entries.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!seen.Add(entry.Id)) context.Diagnostics.Add("HW141", new ContentPlace(entry.Name), entry.Id);
        }
        Parallel.For(0, entries.Count, i =>
        {
            var file = isRemembered ? Open(entries[i]) : Open(entries[i].Name);
            if (file.Draft is TDraft known) drafts[i] = known;
            else if (Id<T>.TryParse(entries[i].Id, out var id)) file.Draft = drafts[i] = read(file, id, context);
            else context.Diagnostics.Add(new Diagnostic("HW140", file.Place, [entries[i].Id], SlugSuggestion.For(entries[i].Id)));
            file.HasGaps = drafts[i] is null;
        });
        return [.. drafts.OfType<TDraft>()];
    }

    /// <summary>Captions are published as they are; they are opened so that the checks on texts see them.</summary>
    public void Captions() => Parallel.ForEach(folder.Files.Where(name => Path.GetExtension(name).Equals(".vtt", StringComparison.OrdinalIgnoreCase)), name => Open(name));

    /// <summary>Reports files that nothing read; gives those that were, in the order of their names.</summary>
    public ImmutableArray<ContentFile> Finish()
    {
        var read = _files.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in folder.FoldersForFiles) context.Diagnostics.Add("HW103", new ContentPlace(name), name);
        foreach (var name in folder.FilesForFolders) context.Diagnostics.Add("HW104", new ContentPlace(name), name);
        foreach (var name in folder.DeadLinks) context.Diagnostics.Add("HW105", new ContentPlace(name), name);
        foreach (var name in folder.Specials) context.Diagnostics.Add("HW106", new ContentPlace(name), name);
        foreach (var name in folder.Unread(read)) context.Diagnostics.Add(new Diagnostic("HW102", new ContentPlace(name), [name], folder.Suggest(name)));
        return [.. _files.OrderBy(f => f.Name, StringComparer.Ordinal)];
    }

    private ContentFile Open(string name) => Note(folder.Read(name, context.Diagnostics));

    private ContentFile Open(ContentEntry entry) => Note(folder.Read(entry.Name, entry.Stamp, context.Memory, context.Diagnostics));

    private ContentFile Note(ContentFile file)
    {
        _files.Add(file);
        return file;
    }
}
