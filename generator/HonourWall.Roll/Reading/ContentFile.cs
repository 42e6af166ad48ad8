namespace HonourWall.Roll.Reading;

/// <summary>The text of one file of the content folder, and the way from an offset in it to the place an editor sees.</summary>
public sealed class ContentFile
{
    private int[]? _lineStarts;

    public ContentFile(string name, string text)
    {
        Name = name;
        Text = text;
    }

    /// <summary>Relative to the content folder's parent: <c>content/batches/2020.csv</c>.</summary>
    public string Name { get; }

    /// <summary>Without a byte-order mark; line breaks as in the file.</summary>
    public string Text { get; }

    /// <summary>The bytes were no text, which was reported: an empty text then says nothing about the file.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>The parts that are for editors only, in order: the cells of a column <c>note</c>.</summary>
    internal List<(int Offset, int Length)> Notes { get; } = [];

    /// <summary>The file as a whole.</summary>
    public ContentPlace Place => new(Name);

    /// <summary>Whether that character stands in a note for editors, which is read past.</summary>
    public bool IsNotPublished(int offset) => Notes.Exists(n => n.Offset <= offset && offset < n.Offset + n.Length);

    /// <param name="offset">In UTF-16 units from the start of <see cref="Text"/>.</param>
    /// <param name="length">In UTF-16 units; the place counts characters and ends with the line.</param>
    public ContentPlace PlaceAt(int offset, int length = 1)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var starts = LineStarts();
        var line = Array.BinarySearch(starts, offset);
        if (line < 0) line = ~line - 1;
        var meant = Text.AsSpan(offset, Math.Clamp(length, 0, Text.Length - offset));
        var lineBreak = meant.IndexOfAny('\r', '\n');
        if (lineBreak >= 0) meant = meant[..lineBreak];
        return new ContentPlace(Name, line + 1, CountRunes(Text.AsSpan(starts[line], offset - starts[line])) + 1, Math.Max(1, CountRunes(meant)));
    }

    /// <summary>Where each physical line begins: after \n, \r\n or a lone \r, which old Excel for Mac writes.</summary>
    private int[] LineStarts()
    {
        if (_lineStarts is { } known) return known;
        var starts = new List<int> { 0 };
        var text = Text.AsSpan();
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny('\r', '\n');
            if (next < 0) break;
            at += next + 1;
            if (text[at - 1] == '\r' && at < text.Length && text[at] == '\n') at++;
            starts.Add(at);
        }
        return _lineStarts = [.. starts];
    }

    private static int CountRunes(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }
}
