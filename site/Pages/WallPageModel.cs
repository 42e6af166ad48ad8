using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>The honour wall: a stele for each year, a course for each batch, names in 姓氏笔画 order.</summary>
/// <param name="Coverage">Of the names on the wall; who was honoured twice stands twice.</param>
/// <param name="Data">The address of data.csv for all of them.</param>
/// <param name="ReadingsFile">The script that knows how the characters are read and written, from the root of the site.</param>
public sealed record WallPageModel(ImmutableArray<WallStele> Steles, Coverage Coverage, string Data, string ReadingsFile);

/// <summary>The stone of one year.</summary>
/// <param name="Year">Null: 年份待考.</param>
/// <param name="Columns">How many cells wide the stone would like to be; <see cref="FullWidth"/>: as wide as the wall.</param>
/// <param name="NamesFile">The script with the names of the blocks that do not stand in the page, from the root of the site.</param>
/// <param name="Collectives">The batches of the year that honoured units and teams, which stand at its foot.</param>
public sealed record WallStele(
    int? Year, string? Meeting, int Names, int Columns, ImmutableArray<WallBlock> Blocks, string? NamesFile, ImmutableArray<CountLink> Collectives)
{
    public const int FullWidth = 16;

    /// <summary>The anchor of the stele: <c>y1959</c>.</summary>
    public string Anchor => Addresses.YearOnWall(Year)[(Addresses.Wall.Length + 1)..];
}

/// <summary>Registers that fill up from right to left; what a browser lays out or skips as a whole.</summary>
/// <param name="InPage">Whether its names stand in the page; else a script engraves them as the reader comes near.</param>
public sealed record WallBlock(ImmutableArray<WallPart> Parts, bool InPage);

/// <summary>A course or, of a long one, a piece.</summary>
/// <param name="Begins">Whether the course begins here, with its heading.</param>
/// <param name="OwnRegister">Whether it begins at the right edge of a new register rather than running on.</param>
/// <param name="Names">How many names the whole course has.</param>
public sealed record WallPart(Batch Batch, bool Begins, bool OwnRegister, int Names, ImmutableArray<WallCell> Cells);

/// <summary>One cell of a register: a name, or the mark of the stroke count that begins.</summary>
public abstract record WallCell;

/// <param name="Strokes">Null: names in another script.</param>
public sealed record StrokeMark(int? Strokes) : WallCell;

/// <param name="Id">The id of the honouree.</param>
/// <param name="Slug">What the page of the wall can work out by itself from the readings of the characters; see WallNames.</param>
public sealed record WallName(string Id, string Name, string Slug) : WallCell
{
    /// <summary>Worked out when it is asked for: most names of a city are not in the page.</summary>
    public string Address => Addresses.Of(HonoureeId.Parse(Id));
}
