namespace HonourWall.Generator.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("honourwall-test-").FullName;

    public string PathOf(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>Writes a file, making its folders.</summary>
    public string Write(string relative, string text)
    {
        var path = PathOf(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!); // below Root
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, true);
}
