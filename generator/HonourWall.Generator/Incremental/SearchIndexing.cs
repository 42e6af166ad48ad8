using System.Collections.Concurrent;
using HonourWall.Generator.Output;
using HonourWall.Generator.Planning;
using HonourWall.Search;
using HonourWall.Site;

namespace HonourWall.Generator.Incremental;

/// <summary>
/// Makes the search index of one build: anew from the documents as they come, or, where a cache tells what the last build had, from the old index and
/// the documents that are not the same.
/// </summary>
/// <param name="destination">The site; null: nothing is written.</param>
/// <param name="stick">The parts are scripts, which no update reads: then the index is always made anew.</param>
public sealed class SearchIndexing(BuildCache cache, string? destination, bool stick)
{
    private const string Folder = "search/index/";

    /// <summary>Where more has changed than one document in so many, making all anew is quicker.</summary>
    private const int UpdateShare = 8;

    private readonly IndexBuilder _builder = new();
    private readonly ConcurrentBag<SearchDocument> _changed = [];
    private byte[] _page = [], _head = [];
    /// <summary>Opened beside the drawing of pages; null where all of the index is made anew: from what comes, if every page is drawn, else from the whole plan.</summary>
    private readonly Task<IndexUpdater?>? _updater = stick || destination is null || cache.IsEmpty || cache.SearchMemo.IsEmpty
        ? null : Task.Run(() => IndexUpdater.Open(path => ReadPart(Path.Combine(destination, Folder, path)), cache.SearchMemo));

    /// <summary>Takes a document that is new or not the same as in the last build; safe from several threads.</summary>
    public void Add(SearchDocument document)
    {
        if (cache.IsEmpty) _builder.Add(document);
        else _changed.Add(document);
    }

    /// <summary>The page that brings the head of the index, so that no search waits for it: written once the index is made. None where the site opens from a folder: there the head is a script like every part.</summary>
    public string? Page { get; } = stick ? null : PlannedFile.PathOf(Addresses.Search);

    /// <summary>Takes that page, as it was drawn or as the last site has it.</summary>
    /// <returns>No hash yet.</returns>
    public ContentHash Hold(ReadOnlySpan<byte> page)
    {
        _page = page.ToArray();
        return default;
    }

    /// <summary>Writes the files that are not the same and keeps the others.</summary>
    /// <param name="whole">Every page, should all of it have to be made anew.</param>
    /// <param name="now">What the new site holds.</param>
    /// <returns>The bytes of what was written, the memo for the next build, and what the new site holds with the page that waited.</returns>
    public (long Bytes, ReadOnlyMemory<byte> Memo, BuildCache Now) Write(Func<SitePlan> whole, BuildCache now, OutputFolder output)
    {
        var (bytes, memo) = Update(now, output) ?? Build(whole, output);
        if (Page is null || now.Find(Page) is not { } page) return (bytes, memo, now);
        var hash = output.Write(Page, PageData.Fill(_page, "head", HeadOnPage.Of(_head)));
        return (bytes, memo, hash == page.Hash ? now : now.With([KeyValuePair.Create(Page, page with { Hash = hash })]));
    }

    private (long, ReadOnlyMemory<byte>) Build(Func<SitePlan> whole, OutputFolder output)
    {
        if (!cache.IsEmpty) Parallel.ForEach(whole().Files, file =>
        {
            if (file.Begin().Find() is { } document) _builder.Add(document);
        });
        var index = _builder.Build((path, bytes) => WritePart(output, path, bytes.Span));
        return (index.Bytes, index.Memo);
    }

    private (long, ReadOnlyMemory<byte>)? Update(BuildCache now, OutputFolder output)
    {
        if (_updater is null || _changed.Count > now.CountFound() / UpdateShare) return null;
        if (_updater.GetAwaiter().GetResult()?.Update(now.Lost(cache), [.. _changed]) is not { } update) return null;
        // What somebody changed or deleted may have gone into the update.
        if (!output.KeepBelow(Folder, update.Gone.Concat(update.Parts.Append(update.Head).Select(part => part.Path)).Select(path => Folder + path).ToHashSet(StringComparer.Ordinal))) return null;
        foreach (var part in update.Parts.Append(update.Head)) WritePart(output, part.Path, part.Bytes.Span);
        return (update.Parts.Sum(p => (long)p.Bytes.Length), update.Memo);
    }

    private void WritePart(OutputFolder output, string path, ReadOnlySpan<byte> bytes)
    {
        if (path == "head.bin") _head = bytes.ToArray();
        if (stick) output.Write($"{Folder}{path}.js", PartScript.Of(path, bytes));
        else output.Write(Folder + path, bytes);
    }

    private static ReadOnlyMemory<byte>? ReadPart(string file) => File.Exists(file) ? File.ReadAllBytes(file) : null;
}
