using System.Globalization;
using System.Runtime.InteropServices;
using HonourWall.Generator.Output;
using HonourWall.Roll.Linking;

namespace HonourWall.Generator.Publishing;

/// <summary>
/// Releases of a site side by side: <c>releases/0007/</c>, and what each published and which one it took the place of in <c>releases/0007.record</c>; the link <c>current</c>
/// names the one that is served and is switched by one rename.
/// </summary>
public sealed partial class ReleaseFolder : IDisposable
{
    private const string Marker = ".honourwall-releases";

    /// <summary>Begins the last line of a record.</summary>
    private const string Followed = "after ";

    private readonly string _folder;
    private readonly FileStream _lock;

    private ReleaseFolder(string folder, FileStream locked) => (_folder, _lock) = (folder, locked);

    private string Releases => Path.Combine(_folder, "releases");
    private string Current => Path.Combine(_folder, "current");

    /// <exception cref="PublishRefusedException">The folder is not ours, or another run is publishing into it.</exception>
    public static ReleaseFolder Open(string folder)
    {
        if (OperatingSystem.IsWindows()) throw new PublishRefusedException("publish --to 文件夹需要 Linux 或 macOS。", "publish --to a folder needs Linux or macOS.");
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(full) || (Directory.Exists(full) && !File.Exists(Path.Combine(full, Marker)) && Directory.EnumerateFileSystemEntries(full).Any()))
            throw new PublishRefusedException($"「{full}」不是空文件夹，也不是本程序的发布文件夹。", $"\"{full}\" is neither empty nor a folder of releases.");
        Directory.CreateDirectory(Path.Combine(full, "releases"));
        try
        {
            return new ReleaseFolder(full, new FileStream(Path.Combine(full, Marker), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new PublishRefusedException($"另一次发布正在写入「{full}」，请等它结束。", $"Another run is publishing into \"{full}\"; wait for it to finish.");
        }
    }

    /// <summary>The number of the release that is served; null before the first.</summary>
    public int? Served => new FileInfo(Current).LinkTarget is { } target ? NumberOf(target) : null;

    /// <summary>Every release that is kept, rising.</summary>
    public IReadOnlyList<int> Kept => [.. Directory.EnumerateDirectories(Releases).Select(NumberOf).OfType<int>().Order()];

    /// <summary>Makes a release of a built site and serves it. Files that the served release has already are linked, not copied.</summary>
    /// <param name="keep">Releases kept besides the new one.</param>
    public PublishResult Publish(string site, PublicationRecord record, int keep, CancellationToken cancellation)
    {
        var number = Kept.Append(0).Max() + 1;
        var beside = Path.Combine(Releases, ".new");
        if (Directory.Exists(beside)) Directory.Delete(beside, true); // left by a run that was killed
        var served = Served is { } now ? FolderOf(now) : null;
        var before = served is null ? OutputManifest.Empty : OutputManifest.Read(Path.Combine(served, OutputFolder.ManifestName));
        var manifest = OutputManifest.Read(Path.Combine(site, OutputFolder.ManifestName));
        if (served is not null && IsServed(site, served, record))
        {
            // Else a week of quiet nights would leave nothing to go back to.
            DeleteAllBut(Served!.Value, keep);
            return new PublishResult(Path.GetFileName(served), 0, manifest.Paths.Count(), 0);
        }
        var copied = 0;
        try
        {
            foreach (var path in manifest.Paths)
            {
                cancellation.ThrowIfCancellationRequested();
                var target = Path.Combine(beside, path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!); // below the new release
                if (served is not null && before.HashOf(path) == manifest.HashOf(path) && Link(Path.Combine(served, path), target) == 0) continue;
                File.Copy(Path.Combine(site, path), target);
                copied++;
            }
        }
        catch (OperationCanceledException)
        {
            if (Directory.Exists(beside)) Directory.Delete(beside, true);
            throw;
        }
        File.Copy(Path.Combine(site, OutputFolder.ManifestName), Path.Combine(beside, OutputFolder.ManifestName));
        // The record first: there is no release without one.
        File.WriteAllText(RecordOf(number), $"{record.Write()}{Followed}{Served}\n");
        Directory.Move(beside, FolderOf(number));
        Switch(number);
        DeleteAllBut(number, keep);
        return new PublishResult($"{number:0000}", copied, manifest.Paths.Count() - copied, 0);
    }

    /// <summary>Whether what is served is this very site, by its bytes and by what it says of what is published.</summary>
    private static bool IsServed(string site, string served, PublicationRecord record)
    {
        var (ours, theirs) = (Path.Combine(site, OutputFolder.ManifestName), Path.Combine(served, OutputFolder.ManifestName));
        return File.Exists(theirs) && File.Exists(served + ".record") && File.ReadAllBytes(ours).AsSpan().SequenceEqual(File.ReadAllBytes(theirs)) && PublicationRecord.Read(File.ReadAllText(served + ".record"))?.Write() == record.Write();
    }

    private void DeleteAllBut(int number, int keep)
    {
        // What was served before is the last to go, also where others were gone back from since.
        var before = Before(number);
        foreach (var old in Kept.Where(k => k != number).OrderBy(k => k == before).SkipLast(keep))
        {
            Directory.Delete(FolderOf(old), true);
            File.Delete(RecordOf(old));
        }
    }

    /// <summary>The release that was served when this one was made, or what is left before that; 0: none.</summary>
    private int Before(int number)
    {
        var last = File.Exists(RecordOf(number)) ? File.ReadLines(RecordOf(number)).LastOrDefault() : null;
        // Records did not always say it; then it is the one below.
        var served = last?.StartsWith(Followed, StringComparison.Ordinal) == true && NumberOf(last[Followed.Length..]) is { } before ? before : number - 1;
        return Kept.LastOrDefault(k => k <= served && k < number);
    }

    /// <summary>Serves the release that was served before the present one.</summary>
    /// <param name="content">What the content folder says now, where it is at hand.</param>
    /// <exception cref="PublishRefusedException">There is none, or it shows what must not be seen any more.</exception>
    public int Rollback(PublicationRecord? content, DateTimeOffset now)
    {
        var target = Before(Served ?? 0);
        if (target == 0) throw new PublishRefusedException("没有更早的版本可以退回。", "There is no earlier release to go back to.");
        var records = Kept.Where(k => k >= target).Select(k => (Number: k, Record: PublicationRecord.Read(File.ReadAllText(RecordOf(k))))).ToList();
        if (records.Find(r => r.Record is null) is { Number: > 0 } unknown)
            throw new PublishRefusedException($"「{RecordOf(unknown.Number)}」读不出来，不知道撤下了什么，没有退回。", $"\"{RecordOf(unknown.Number)}\" cannot be read, so what was withdrawn is not known: nothing was switched.");
        var later = records.Skip(1).Select(r => r.Record!).Concat(content is null ? [] : [content]); // unknown ones were refused
        var gone = records[0].Record!.NotAnyMore(later, now).ToList();
        if (gone.Count > 0)
        {
            var some = string.Join("\n  ", gone.Take(10)) + (gone.Count > 10 ? "\n  …" : "");
            throw new PublishRefusedException(
                $"版本 {target:0000} 里有 {gone.Count} 项后来撤销或到期的内容，没有退回。请把内容改回所要的样子，再 publish 一次。\n  {some}",
                $"Release {target:0000} shows {gone.Count} items that were withdrawn or have ended since; nothing was switched. Bring the content back as wanted and publish again.");
        }
        Switch(target);
        return target;
    }

    private string FolderOf(int number) => Path.Combine(Releases, number.ToString("0000", CultureInfo.InvariantCulture));

    private string RecordOf(int number) => FolderOf(number) + ".record";

    private static int? NumberOf(string path) => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private void Switch(int number)
    {
        var beside = Current + ".new";
        File.Delete(beside);
        File.CreateSymbolicLink(beside, Path.Combine("releases", number.ToString("0000", CultureInfo.InvariantCulture)));
        if (Rename(beside, Current) != 0) throw new IOException($"{Current}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    public void Dispose() => _lock.Dispose();

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);

    // File.Move follows the link that is to be replaced.
    [LibraryImport("libc", EntryPoint = "rename", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Rename(string from, string to);
}
