using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

public sealed record StoriesPageModel(ImmutableArray<Story> Stories, string Data, ImmutableArray<(Honouree Honouree, Lazy<string> Opening)> Biographies, Pager Pager);
