using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using HonourWall.Generator.Names;
using HonourWall.Generator.Planning;
using HonourWall.Site;
using HonourWall.Site.Pages;

namespace HonourWall.Generator.Wall;

/// <summary>Builds the honour wall from the roll: its steles, and the files with the names that do not stand in the page.</summary>
public sealed class WallBuilder
{
    /// <summary>A wall of at most so many names stands in the page as a whole.</summary>
    internal const int WholeWallInPage = 1200;

    /// <summary>Of a larger wall, so many names from its beginning stand in the page at least; the rest is engraved by script.</summary>
    internal const int BeginningInPage = 600;

    /// <summary>The address of all names of the wall as a file to take away.</summary>
    internal const string Data = Addresses.Wall + "data.csv";

    /// <summary>A file of names is full with so many.</summary>
    private const int NamesInFile = 800;

    /// <summary>Shorter courses are taken in at a glance and need no stroke marks.</summary>
    private const int MarkedCourse = 24;

    private readonly RollIndex _index;
    private readonly WallReadings _readings = new();
    private readonly List<(string Path, string Script)> _files = [];

    private WallBuilder(RollIndex index) => _index = index;

    /// <returns>The model of the page and its data files: path from the root of the site, and text.</returns>
    public static (WallPageModel Model, IReadOnlyList<(string Path, string Script)> Files) Build(RollIndex index)
    {
        var builder = new WallBuilder(index);
        return (builder.Build(), builder._files);
    }

    private WallPageModel Build()
    {
        var people = _index.City.Where(h => !h.IsCollective).ToList();
        // Few files say how a name is read.
        var pinyin = _index.Roll.Honourees.Where(h => h.Pinyin is not null).ToDictionary(h => h.Id.Value, h => h.Pinyin, StringComparer.Ordinal);
        foreach (var honour in people) _readings.Add(honour.Name, pinyin.GetValueOrDefault(honour.RecipientId));
        var readings = AddFile("readings", _readings.ToScript());
        var steles = _index.ByYear.OrderBy(y => y.Key).Where(y => y.Value.Any(h => !h.IsCollective))
            .Select(y => SteleOf(RollIndex.Year(y.Key), y.Value)).ToImmutableArray();
        var coverage = new Coverage(people.Count, "个姓名", WithoutDistrict: people.Count(h => h.District is null), WithoutYear: people.Count(h => h.Year is null));
        return new WallPageModel(WithFiles(steles, people.Count), coverage, Data, readings);
    }

    /// <param name="honours">By level, award and name.</param>
    private WallStele SteleOf(int? year, ImmutableArray<Honour> honours)
    {
        var courses = honours.Where(h => !h.IsCollective).GroupBy(h => h.Batch).Select(g => (g.Key, Cells: CellsOf([.. g]))).ToList();
        var collectives = honours.Where(h => h.IsCollective).GroupBy(h => h.Batch)
            .Select(g => new CountLink(g.Key.Award.Name, Addresses.Of(g.Key.Id), g.Count()));
        var cells = courses.Sum(c => c.Cells.Length + HeadingCells);
        return new WallStele(year, honours.Select(h => h.Batch.Meeting).FirstOrDefault(m => m is not null), honours.Count(h => !h.IsCollective),
            ColumnsFor(cells), CourseCutter.Cut(courses), null, [.. collectives]);
    }

    /// <summary>As many cells as a heading is wide.</summary>
    private const int HeadingCells = 2;

    /// <summary>A cell is twice as high as wide: such a stone is about one and a half times as wide as high.</summary>
    private static int ColumnsFor(int cells) => cells > 80 ? WallStele.FullWidth : Math.Max(3, (int)Math.Ceiling(Math.Sqrt(3 * cells)));

    private ImmutableArray<WallCell> CellsOf(ImmutableArray<Honour> course)
    {
        var cells = ImmutableArray.CreateBuilder<WallCell>();
        var last = -1;
        foreach (var honour in course)
        {
            var strokes = NameOrder.StrokesOf(honour.Name);
            if (course.Length >= MarkedCourse && (strokes ?? 0) != last) cells.Add(new StrokeMark(strokes));
            last = strokes ?? 0;
            cells.Add(new WallName(honour.RecipientId, honour.Name, _readings.SlugOf(honour.Name)));
        }
        return cells.ToImmutable();
    }

    private ImmutableArray<WallStele> WithFiles(ImmutableArray<WallStele> steles, int names)
    {
        if (names <= WholeWallInPage) return steles;
        var result = ImmutableArray.CreateBuilder<WallStele>(steles.Length);
        var waiting = new List<WallStele>();
        var room = BeginningInPage;
        foreach (var stele in steles)
        {
            var beginning = stele with { Blocks = [.. stele.Blocks.Select(b => b with { InPage = Take(b) })] };
            waiting.Add(beginning);
            if (waiting.Sum(NamesOf) >= NamesInFile) Flush();
        }
        Flush();
        return result.ToImmutable();

        bool Take(WallBlock block)
        {
            var fits = room > 0;
            room -= block.Parts.Sum(p => p.Cells.Length);
            return fits;
        }

        void Flush()
        {
            var file = waiting.Any(s => NamesOf(s) > 0) ? AddFile(waiting[0].Anchor, string.Concat(waiting.Where(s => NamesOf(s) > 0).Select(WallNames.ToScript))) : null;
            result.AddRange(waiting.Select(s => NamesOf(s) > 0 ? s with { NamesFile = file } : s));
            waiting.Clear();
        }
    }

    private static int NamesOf(WallStele stele) => stele.Blocks.Where(b => !b.InPage).SelectMany(b => b.Parts).Sum(p => p.Cells.Length);

    private string AddFile(string name, string script)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)))[..10];
        var path = $"assets/wall-{name}.{hash}.js";
        _files.Add((path, script));
        return path;
    }
}
