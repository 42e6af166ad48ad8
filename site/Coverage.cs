using System.Collections.Immutable;

namespace HonourWall.Site;

/// <summary>How much of the whole a list holds (收录 n / 公布 N), and what its rows do not say.</summary>
/// <param name="Collected">Rows of the list, before paging.</param>
/// <param name="Unit">What is counted: 人次, 个.</param>
/// <param name="Outside">Rows among them that are not this city's.</param>
/// <param name="Honours">Honours of those who are counted, where they are people: the file of the list has a row for each.</param>
/// <param name="Beside">Rows from elsewhere that the list leaves out, where a reader sees them counted beside it.</param>
public sealed record Coverage(
    int Collected, string Unit, ImmutableArray<PublishedFigure> Published = default, int WithoutDistrict = 0, int WithoutYear = 0, int Outside = 0, int Beside = 0, int Honours = 0)
{
    public ImmutableArray<PublishedFigure> Figures => Published.IsDefault ? [] : Published;
}

/// <summary>A total that a source gives for the same population.</summary>
/// <param name="What">What was counted, where the list is not just that; else null.</param>
/// <param name="Ours">How many of that population this site holds; null where a source does not say clearly enough which it is.</param>
/// <param name="Outside">How many of these are from elsewhere, where the list leaves such rows out.</param>
public sealed record PublishedFigure(string? What, decimal Value, string Unit, int? Ours, ImmutableArray<Source> Sources, string? Note = null, int Outside = 0);
