using System.Collections.Immutable;

namespace HonourWall.Site;

/// <summary>A vertical name plate: a name and a word below it.</summary>
public sealed record Plate(string Name, string Address, string? Note, bool IsCurrent = false, PublishedPicture? Picture = null);

/// <summary>A small stele of plates with the reason why these people stand together.</summary>
/// <param name="Title">同一批, 同一单位, 同一行.</param>
/// <param name="Reason">一九五九　群英会.</param>
/// <param name="More">Where all of them stand.</param>
public sealed record PlateGroup(string Title, string? Reason, ImmutableArray<Plate> Plates, string? More, string? MoreText);
