namespace HonourWall.Roll.Reading;

/// <summary>One look at the names and dates of all files of a content folder: who then reads them sees, the next time, what has changed since.</summary>
public sealed class ContentLook(string contentFolder)
{
    internal ContentFolder Folder { get; } = new(contentFolder);
}
