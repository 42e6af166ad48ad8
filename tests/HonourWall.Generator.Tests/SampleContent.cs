using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Linking;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Tests;

/// <summary>
/// A content folder for one test: the good one of tests/samples/broken/_base, changed. It has 测试一 (ce-shi-yi, with a file), 测试二
/// (ce-shi-er, a row only) and the collective shi-li-dui.
/// </summary>
internal sealed class SampleContent : IDisposable
{
    /// <summary>Noon of 1 May 2026 in Beijing.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private readonly TemporaryFolder _folder = new();

    public SampleContent() => CopyOver(Repository.PathOf("tests", "samples", "broken", "_base", "content"));

    public string Path => _folder.PathOf("content");

    public ImmutableArray<Diagnostic> Diagnostics { get; private set; } = [];

    public IEnumerable<string> Codes => Diagnostics.Select(d => d.Code);

    public SampleContent With(string file, string text)
    {
        _folder.Write("content/" + file, text);
        return this;
    }

    public SampleContent Replace(string file, string old, string now)
    {
        var text = File.ReadAllText(PathOf(file));
        if (!text.Contains(old, StringComparison.Ordinal)) throw new ArgumentException($"{file} does not hold {old}");
        return With(file, text.Replace(old, now, StringComparison.Ordinal));
    }

    public SampleContent Without(string file)
    {
        File.Delete(PathOf(file));
        return this;
    }

    public void CopyOver(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = PathOf(System.IO.Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!); // below Path
            File.Copy(file, target, overwrite: true);
        }
    }

    /// <summary>Reads and links; what was wrong is in <see cref="Diagnostics"/>.</summary>
    public RollOfHonour Link(DateTimeOffset? now = null, bool drafts = false, bool future = false)
    {
        var options = new RollReadOptions { Now = now ?? Noon, Drafts = drafts, Future = future };
        var bag = new DiagnosticBag();
        var roll = RollLinker.Link(RollReader.Read(Path, options, bag), options, bag);
        Diagnostics = bag.ToImmutable();
        return roll;
    }

    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    public void Dispose() => _folder.Dispose();
}
