using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>Everyone in 姓氏笔画 order, or the national figures from elsewhere.</summary>
public sealed record HonoureesPageModel(string Title, string Deck, ImmutableArray<Honouree> People, Pager Pager, Coverage Coverage, string Data, SourceList Sources);
