using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>Every total that a source published.</summary>
public sealed record FiguresPageModel(ImmutableArray<FigureGroup> Groups, int Figures, string Data, SourceList Sources);

/// <summary>The totals of one place or system, the newest first.</summary>
/// <param name="Place">Null: the places of which there are too few for a list of their own.</param>
public sealed record FigureGroup(string? Place, ImmutableArray<FigureRow> Rows);

/// <param name="Address">The list that proves it; null where there is none.</param>
public sealed record FigureRow(PublishedFigure Figure, string? Address);
