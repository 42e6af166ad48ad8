using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>A public notice: its candidates from the first day to the last; afterwards only title and dates.</summary>
public sealed record NoticePageModel(Notice Notice, bool IsOpen, Prose Text, SourceList Sources, ImmutableArray<Honour> Candidates);
