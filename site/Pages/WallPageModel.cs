using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>The honour wall: a stele for each year, a course for each batch, names in 姓氏笔画 order.</summary>
public sealed record WallPageModel(ImmutableArray<WallStele> Steles, int Names)
{
    /// <summary>More names than this are engraved by script as the reader comes near; without it each course leads to its batch page.</summary>
    public const int NamesInPage = 1200;
}

/// <summary>The stone of one year; null: 年份待考.</summary>
public sealed record WallStele(int? Year, string Anchor, string? Meeting, int Count, ImmutableArray<WallCourse> Courses);

/// <summary>One batch on a stele.</summary>
/// <param name="InPage">Whether its names stand in the page itself; else they come from <paramref name="DataFile"/>.</param>
public sealed record WallCourse(Batch Batch, ImmutableArray<WallName> Names, bool InPage, string? DataFile);

/// <summary>A name on the wall.</summary>
/// <param name="Strokes">Of the surname's first character; 0 where unknown.</param>
/// <param name="Reading">Pinyin keys for lighting up: full, initials.</param>
public sealed record WallName(string Id, string Name, string Address, int Strokes, Level Level, string Reading);
