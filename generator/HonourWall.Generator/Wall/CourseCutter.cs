using System.Collections.Immutable;
using HonourWall.Site.Pages;

namespace HonourWall.Generator.Wall;

/// <summary>
/// Lays the courses of a stele into registers: small courses run on, a long one begins its own register, and so does a stroke count once
/// the run before it is long enough. Blocks are what a browser lays out or skips as a whole: few, because each has its cost while
/// scrolling, and none so large that laying it out is felt.
/// </summary>
internal sealed class CourseCutter
{
    private const int LongCourse = 40;
    private const int LongRun = 80;
    private const int FullBlock = 240;
    private const int LongestBlock = 400;

    private readonly ImmutableArray<WallBlock>.Builder _blocks = ImmutableArray.CreateBuilder<WallBlock>();
    private readonly ImmutableArray<WallPart>.Builder _parts = ImmutableArray.CreateBuilder<WallPart>();
    private readonly ImmutableArray<WallCell>.Builder _cells = ImmutableArray.CreateBuilder<WallCell>();
    private int _run;
    private int _inBlock;

    public static ImmutableArray<WallBlock> Cut(IEnumerable<(Batch Batch, ImmutableArray<WallCell> Cells)> courses)
    {
        var cutter = new CourseCutter();
        foreach (var (batch, cells) in courses) cutter.Add(batch, cells);
        cutter.EndBlock();
        return cutter._blocks.ToImmutable();
    }

    private void Add(Batch batch, ImmutableArray<WallCell> cells)
    {
        var begins = true;
        var ownRegister = _run == 0 || _run >= LongCourse || cells.Length >= LongCourse;
        if (ownRegister) EndRun();
        var names = cells.Count(c => c is WallName);
        foreach (var cell in cells)
        {
            if ((_run >= LongRun && cell is StrokeMark) || _inBlock >= LongestBlock)
            {
                if (_cells.Count > 0) EndPart();
                EndRun();
                ownRegister = true;
            }
            _cells.Add(cell);
            _run++;
            _inBlock++;
        }
        EndPart();

        void EndPart()
        {
            _parts.Add(new WallPart(batch, begins, ownRegister, names, _cells.DrainToImmutable()));
            begins = false;
        }
    }

    private void EndRun()
    {
        _run = 0;
        if (_inBlock >= FullBlock) EndBlock();
    }

    private void EndBlock()
    {
        if (_parts.Count > 0) _blocks.Add(new WallBlock(_parts.DrainToImmutable(), InPage: true));
        _inBlock = 0;
    }
}
