using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

public sealed record NoticesPageModel(ImmutableArray<Notice> Open, ImmutableArray<Notice> Past, string Data);
