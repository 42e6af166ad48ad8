using HonourWall.Generator.Privacy;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Reporting;

/// <summary>Finds the line that a diagnostic is about; each file is read once.</summary>
/// <param name="contentFolder">Places name files from its parent; null: no line is found.</param>
internal sealed class SourceLines(string? contentFolder)
{
    private readonly Dictionary<string, string[]> _files = new(StringComparer.Ordinal);
    private readonly string? _parent = contentFolder is null ? null : Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(contentFolder)));

    public string? Find(ContentPlace place)
    {
        if (_parent is null || place.Line == 0) return null;
        if (!_files.TryGetValue(place.File, out var lines)) _files[place.File] = lines = Read(Path.Combine(_parent, place.File));
        return place.Line <= lines.Length ? NumberLint.WithoutNumbers(lines[place.Line - 1]) : null;
    }

    /// <summary>A file may be gone or changed since it was read: then there is no line to show, and that is all.</summary>
    private static string[] Read(string path) =>
        File.Exists(path) ? ContentDecoder.Decode(path, File.ReadAllBytes(path), new DiagnosticBag()).Text.ReplaceLineEndings("\n").Split('\n') : [];
}
