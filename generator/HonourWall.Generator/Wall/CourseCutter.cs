using System.Collections.Immutable;
using HonourWall.Site.Pages;

namespace HonourWall.Generator.Wall;

/// <summary>
/// Cuts the courses of a stele into blocks: small courses run on in the same registers, a long one begins its own and is cut where a
/// stroke count begins. A block is what a browser lays out or skips as a whole, so none grows beyond <see cref="Longest"/> cells.
/// </summary>
internal sealed class CourseCutter
{
    private const int Full = 40;
    private const int Longest = 160;

    private readonly ImmutableArray<WallBlock>.Builder _blocks = ImmutableArray.CreateBuilder<WallBlock>();
    private readonly ImmutableArray<WallPart>.Builder _parts = ImmutableArray.CreateBuilder<WallPart>();
    private readonly ImmutableArray<WallCell>.Builder _cells = ImmutableArray.CreateBuilder<WallCell>();
    private int _filled;

    public static ImmutableArray<WallBlock> Cut(IEnumerable<(Batch Batch, ImmutableArray<WallCell> Cells)> courses)
    {
        var cutter = new CourseCutter();
        foreach (var (batch, cells) in courses) cutter.Add(batch, cells);
        cutter.EndBlock();
        return cutter._blocks.ToImmutable();
    }

    private void Add(Batch batch, ImmutableArray<WallCell> cells)
    {
        if (_filled >= Full || cells.Length >= Full) EndBlock();
        var begins = true;
        var names = cells.Count(c => c is WallName);
        foreach (var cell in cells)
        {
            if (_filled >= Longest || (_filled >= Full && cell is StrokeMark))
            {
                EndPart();
                EndBlock();
            }
            _cells.Add(cell);
            _filled++;
        }
        EndPart();

        void EndPart()
        {
            if (_cells.Count == 0) return;
            _parts.Add(new WallPart(batch, begins, names, _cells.DrainToImmutable()));
            begins = false;
        }
    }

    private void EndBlock()
    {
        if (_parts.Count > 0) _blocks.Add(new WallBlock(_parts.DrainToImmutable(), InPage: true));
        _filled = 0;
    }
}
