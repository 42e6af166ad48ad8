namespace HonourWall.Roll;

/// <summary>A micro-video: a file beside the page, played only after a click, or an address that a link leads to.</summary>
/// <param name="File">MP4 or WebM, relative to the content folder's parent; null when there is an address.</param>
/// <param name="Captions">WebVTT, likewise; every video has one.</param>
/// <param name="Poster">What is seen before, likewise.</param>
public sealed record Video(string Title, string? File, Uri? Url, string Captions, string? Poster, ContentPlace Place);
