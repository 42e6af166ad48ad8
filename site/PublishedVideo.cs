namespace HonourWall.Site;

/// <summary>A micro-video on a page: nothing of it is fetched before the reader plays it, but its poster.</summary>
/// <param name="Address">The file on this site; null for one elsewhere, to which a link leads.</param>
/// <param name="Captions">WebVTT: shown in the picture, or linked as a transcript where the video is elsewhere.</param>
public sealed record PublishedVideo(string Title, string? Address, Uri? Elsewhere, string Captions, PublishedPicture? Poster)
{
    public string Type => Address!.EndsWith(".webm", StringComparison.Ordinal) ? "video/webm" : "video/mp4"; // asked of files only
}
