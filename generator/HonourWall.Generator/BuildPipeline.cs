using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using HonourWall.Generator.Incremental;
using HonourWall.Generator.Output;
using HonourWall.Generator.Planning;
using HonourWall.Generator.Privacy;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Linking;
using HonourWall.Roll.Reading;
using HonourWall.Search;
using HonourWall.Site;

namespace HonourWall.Generator;

/// <summary>The whole build: read, link, plan, render, replace. Any error stops it before the last step; the last good site stays.</summary>
/// <param name="memory">What the last build left, where it is at hand; else it comes from beside the site.</param>
public sealed class BuildPipeline(BuildOptions options, BuildMemory? memory = null)
{
    private readonly DiagnosticBag _diagnostics = new();
    private readonly List<(string Stage, TimeSpan Time)> _times = [];
    private ReadingMemory _texts = memory?.Texts.Afresh(options.Settling) ?? ReadingMemory.Nothing;
    private KnownRoll? _known;
    private ReadingGaps? _gaps;
    private Task<PersonSigns> _signs = Task.FromResult(PersonSigns.None);

    /// <summary>Made beside other work, once it is known that they are asked for.</summary>
    private readonly Lazy<Task<Assets>> _assets = new(() => Task.Run(Assets.Read));

    /// <summary>For the next build: what was there before it, until a site is in place.</summary>
    public BuildMemory Memory { get; private set; } = memory ?? BuildMemory.Nothing;

    /// <param name="progress">Told of each stage and of how many files of how many are drawn.</param>
    public BuildResult Run(Action<string, int, int>? progress = null, CancellationToken cancellation = default)
    {
        // Neither needs the content, and reading it leaves a processor idle now and then.
        var known = Task.Run(() => memory?.Cache ?? (options.CacheFolder is { } folder ? BuildCache.Read(folder) : BuildCache.Empty), cancellation);
        _ = known.ContinueWith(last => last.Result.IsEmpty ? _assets.Value : null, cancellation, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        var precompressor = new Precompressor(options.Gzip, options.Brotli);
        using var output = options.Destination is { } destination ? OutputFolder.Open(destination, precompressor) : null;
        var (index, setting) = ReadRoll(output is not null, known);
        var roll = index.Roll;
        cancellation.ThrowIfCancellationRequested();

        var state = output is null ? default : new BuildState(Version(roll), setting, _texts.Edition);
        var cache = output is { WasInterrupted: false, IsFresh: false } && known.GetAwaiter().GetResult() is var last && last.State.Version == state.Version ? last : BuildCache.Empty;
        SitePlan PlanAll(Task<KeptPeople>? kept) => SitePlanner.Plan(roll, MadeAssets, options, _diagnostics, memory, index, kept, _gaps);
        var search = new SearchIndexing(cache, output is null ? null : options.Destination, options.Stick);
        SitePlan? part = null;
        var kept = Task.FromResult(KeptPeople.None);
        var plan = Timed("plan", () =>
        {
            part = output is null ? null : PlanPart(index, output, cache, state, search);
            if (part is not null) return part;
            if (output is not null) kept = _signs.ContinueWith(signs => signs.GetAwaiter().GetResult().Keep(roll, cache, output), cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
            return PlanAll(kept);
        });
        var people = kept.GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();

        var drawn = Timed("render", () => Render(plan, output, cache, people.Files.Count, search, progress, cancellation)).Select((file, i) => KeyValuePair.Create(plan.Files[i].Path, file)).Concat(people.Files);
        var mayWrite = !_diagnostics.HasErrors && !(options.FailOnWarning && _diagnostics.Has(Severity.Warning));
        var now = !mayWrite ? BuildCache.Empty : part is null ? BuildCache.Of(state, MadeAssets, drawn) : cache.With(drawn); // two files at one path are an error
        var (indexBytes, written) = (0L, false);
        if (output is not null && mayWrite)
        {
            // Which files to open next time is known as soon as no page can complain of one any more.
            var said = _diagnostics.ToImmutable();
            var learnt = Task.Run(() => Learn(said), CancellationToken.None);
            (indexBytes, var memo, now) = Timed("index", () => search.Write(() => PlanAll(null), now, output));
            Timed("replace", () =>
            {
                output.Replace();
                var all = _diagnostics.ToImmutable();
                Remember(now, memo, index, all.Length == said.Length ? learnt.GetAwaiter().GetResult() : Learn(all));
                plan.Pictures.DeleteUnused();
                return true;
            });
            written = true;
        }
        // Of all threads together, within render and index: what --compress none saves.
        if (!precompressor.Suffixes.IsEmpty) _times.Add(("compress", precompressor.Spent));
        var paths = part is null ? [.. plan.Files.Select(f => f.Path), .. people.Files.Select(f => f.Key)] : cache.Files.Keys.ToList();
        return new BuildResult
        {
            Diagnostics = _diagnostics.ToImmutable(),
            Written = written,
            Pages = paths.Count(PlannedFile.IsPage),
            Files = output?.Files ?? 0,
            Pictures = paths.Count(PlannedFile.IsPicture),
            ChangedFiles = output?.Written ?? 0,
            Bytes = output?.Bytes ?? 0,
            IndexBytes = indexBytes,
            Times = [.. _times],
        };
    }

    private Assets MadeAssets => _assets.Value.GetAwaiter().GetResult();

    private RollReadOptions Reading => new() { Drafts = options.Drafts, Future = options.Future, Now = options.Now, Memory = _texts };

    /// <summary>The draft ends here: it holds every text of the folder, which would double what a whole build keeps in memory.</summary>
    private (RollIndex Index, ContentHash Setting) ReadRoll(bool isWritten, Task<BuildCache> known)
    {
        var look = memory?.Roll is null ? null : Timed("read", () => new ContentLook(options.Source));
        if (isWritten && look is not null && memory?.Roll is { } last && ReadPeople(last, look, memory.Cache.State.Setting) is { } edited)
            return (memory.Index?.WithPeopleOf(edited.Roll) ?? new RollIndex(edited.Roll), memory.Cache.State.Setting);
        var draft = Timed("read", () =>
        {
            if (memory is null && options.MemoryFile is { } file) _texts = ReadingMemory.Load(file, Readers(), options.Settling);
            return RollReader.Read(options.Source, Reading, _diagnostics, look, memory?.Roll);
        });
        _gaps = draft.Gaps;
        // Neither needs the other, and linking is the work of one thread.
        var linted = Task.Run(() => PrivacyLint.Check(draft, _diagnostics));
        var roll = Timed("link", () => RollLinker.Link(draft, Reading, _diagnostics, memory?.Roll));
        var index = new RollIndex(roll, memory?.Readings);
        _ = Task.Run(index.Prepare); // beside what does not ask for it yet
        Timed("privacy", () =>
        {
            linted.GetAwaiter().GetResult();
            return true;
        });
        if (memory is not null) _known = new KnownRoll(draft, roll, _diagnostics.ToImmutable(), options.Now);
        if (!isWritten) return (index, default);
        var rest = SiteSetting.RestOf(draft, options, _texts);
        var setting = SiteSetting.HashOf(draft, options, rest);
        // Where only people's files change nearly all pages are kept without a look at what they show.
        if (setting == known.GetAwaiter().GetResult().State.Setting && _texts.Changed() is not null) return (index, setting);
        _ = _assets.Value;
        _signs = Task.Run(() => PersonSigns.Of(draft, roll, options, _texts, rest));
        return (index, setting);
    }

    /// <summary>The content of a server, if nothing but people's files is different in it: neither other files nor what begins or ends by the clock.</summary>
    private KnownRoll? ReadPeople(KnownRoll last, ContentLook look, ContentHash setting)
    {
        var edited = Timed("read", () => last.WithPeople(look, Reading));
        if (edited is null || SiteSetting.HashOf(edited.Draft, options, SiteSetting.RestOf(edited.Draft, options, _texts)) != setting)
        {
            _texts = memory!.Texts.Afresh(options.Settling); // there was a last roll
            return null;
        }
        _diagnostics.AddRange(last.Diagnostics);
        PrivacyLint.Check(edited.Draft with { Files = edited.ReadAnew }, _diagnostics);
        return _known = edited with { Diagnostics = _diagnostics.ToImmutable() };
    }

    /// <summary>The files that show a person whose file has changed, if nothing else has changed since the last build and all that it made is still there; else null.</summary>
    private SitePlan? PlanPart(RollIndex index, OutputFolder output, BuildCache cache, BuildState state, SearchIndexing search)
    {
        if (cache.IsEmpty || cache.SearchMemo.IsEmpty || state.Setting == default || cache.State != state || _texts.Changed() is not { } changed || Anchors.AreTouchedBy(changed, index.Roll)) return null;
        var plan = SitePlanner.PlanPart(index, options, _diagnostics, changed, cache, memory);
        var paths = plan.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        if (search.Page is { } page && cache.Find(page) is { } last)
        {
            if (!Keep(page, last.Hash, output, search)) return null;
            paths.Add(page);
        }
        return output.KeepAll([.. cache.Files.Where(f => !paths.Contains(f.Key)).Select(f => (f.Key, f.Value.Hash))]) ? plan : null;
    }

    /// <summary>What the next build is to know of the texts, and the file that says so where there is no server to keep it.</summary>
    private (ReadingMemory Texts, ReadOnlyMemory<byte> File) Learn(ImmutableArray<Diagnostic> said)
    {
        var texts = _texts.Next(said);
        return (texts, memory is null && texts.HasChanged ? texts.BytesFor(options.MemoryFile!, Readers()) : default); // there is an output
    }

    private void Remember(BuildCache cache, ReadOnlyMemory<byte> memo, RollIndex index, (ReadingMemory Texts, ReadOnlyMemory<byte> File) learnt)
    {
        var (texts, file) = learnt;
        Memory = Memory with { Texts = texts, Cache = cache.Finished(texts.Edition, memo), Roll = _known, Index = _known is null ? null : index };
        if (memory is not null) return;
        // There is an output. Whichever of the two is lost, their editions do not fit together then.
        Parallel.Invoke(() => Memory.Cache.Write(options.CacheFolder!), () =>
        {
            if (!file.IsEmpty) CacheFile.Write(options.MemoryFile!, file.Span);
        });
    }

    /// <summary>What must be the same for what was read to be of use: who reads it, who looks for private numbers in it, and where it stands.</summary>
    private ContentHash Readers() => Fingerprinter.Of(
        typeof(RollOfHonour).Module.ModuleVersionId.ToString(), typeof(PrivacyLint).Module.ModuleVersionId.ToString(), Path.GetFullPath(options.Source));

    /// <summary>
    /// What must be the same for the last build's work to be of use: the program and its templates, how files are compressed, and the districts,
    /// for search knows what each former one is part of.
    /// </summary>
    private ContentHash Version(RollOfHonour roll) => Fingerprinter.Of(
        typeof(BuildPipeline).Module.ModuleVersionId.ToString(), typeof(Frame).Module.ModuleVersionId.ToString(), typeof(RollOfHonour).Module.ModuleVersionId.ToString(),
        typeof(IndexBuilder).Module.ModuleVersionId.ToString(), typeof(Markdig.Markdown).Module.ModuleVersionId.ToString(), Environment.Version.ToString(),
        options.Gzip, options.Brotli, roll.Districts);

    /// <summary>
    /// Draws every file that is not the same as in the last build; once there is an error, only what can report more of them is still drawn.
    /// </summary>
    /// <param name="kept">How many pages were not even planned.</param>
    private CachedFile[] Render(SitePlan plan, OutputFolder? output, BuildCache cache, int kept, SearchIndexing search, Action<string, int, int>? progress, CancellationToken cancellation)
    {
        var done = 0;
        var signs = _signs.GetAwaiter().GetResult();
        var haveSamePages = plan.Files.Length + kept == cache.Files.Count && plan.Files.All(f => cache.Find(f.Path) is not null);
        var files = new CachedFile[plan.Files.Length];
        var buffers = new ThreadLocal<ArrayBufferWriter<byte>>(() => new ArrayBufferWriter<byte>(64 * 1024));
        try
        {
            var work = System.Collections.Concurrent.Partitioner.Create(plan.Files.Index(), System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(work, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = cancellation }, file =>
            {
                files[file.Index] = Render(file.Item, output, cache, signs, haveSamePages, search, buffers.Value!); // made by the factory above
                var number = Interlocked.Increment(ref done);
                if (number % 256 == 0) progress?.Invoke("render", number, plan.Files.Length);
            });
        }
        catch (AggregateException several)
        {
            // A full disk fails on every thread; one of them says it all.
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }
        return files;
    }

    private static CachedFile Render(PlannedFile file, OutputFolder? output, BuildCache cache, PersonSigns signs, bool haveSamePages, SearchIndexing search, ArrayBufferWriter<byte> buffer)
    {
        var last = output is null ? null : cache.Find(file.Path);
        if (last is { } same && signs.IsSame(file.Path, same.Sign, haveSamePages) && Keep(file.Path, same.Hash, output!, search)) return same; // there is a last file only where there is an output
        var begun = file.Begin();
        var fingerprint = output is null ? null : begun.Fingerprint();
        var sign = signs.SignOf(file.Path);
        if (fingerprint is not null && last is { } known && known.Fingerprint == fingerprint && Keep(file.Path, known.Hash, output!, search)) return known with { Sign = sign };
        buffer.ResetWrittenCount();
        begun.Write(buffer);
        if (output is null) return default;
        var hash = file.Path == search.Page ? search.Hold(buffer.WrittenSpan) : output.Write(file.Path, buffer.WrittenSpan);
        var found = begun.Find();
        if (found is not null) search.Add(found);
        return new CachedFile(fingerprint ?? default, hash, sign, found?.Kind ?? default, found?.Id);
    }

    /// <summary>Takes a file of the last site as it is; what waits for the index is taken there.</summary>
    private static bool Keep(string path, ContentHash hash, OutputFolder output, SearchIndexing search)
    {
        if (path != search.Page) return output.Keep(path, hash);
        if (output.Last(path, hash) is not { } last) return false;
        search.Hold(last);
        return true;
    }

    private T Timed<T>(string stage, Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = work();
        _times.Add((stage, Stopwatch.GetElapsedTime(start)));
        return result;
    }
}
