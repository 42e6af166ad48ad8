namespace HonourWall.Roll;

/// <summary>A micro-video: a file beside the page or an address, played only after a click.</summary>
public sealed record Video(string Title, string? File, Uri? Url, string? Captions, string? Poster, ContentPlace Place);
