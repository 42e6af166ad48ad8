
namespace HonourWall.Admin.Rules.Reading;

/// <summary>One file as text, and the way from an offset in it to a line and a column.</summary>
public sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    /// <param name="file">How diagnostics name it.</param>
    /// <param name="text">A byte order mark at its start is dropped.</param>
    public SourceText(string file, string text)
    {
        File = file;
        Text = text.StartsWith('\uFEFF') ? text[1..] : text;
        for (var i = 0; i < Text.Length; i++)
            if (Text[i] == '\n') _lineStarts.Add(i + 1);
    }

    public string File { get; }
    public string Text { get; }

    public ContentPlace PlaceAt(int offset, int length = 1)
    {
        var line = _lineStarts.BinarySearch(offset);
        if (line < 0) line = ~line - 1;
        return new ContentPlace(File, line + 1, offset - _lineStarts[line] + 1, Math.Max(1, length));
    }
}
