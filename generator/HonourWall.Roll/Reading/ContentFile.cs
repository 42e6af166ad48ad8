namespace HonourWall.Roll.Reading;

/// <summary>The text of one file of the content folder, and the way from an offset in it to the place an editor sees.</summary>
public sealed class ContentFile
{
    private readonly RememberedText? _remembered;
    private readonly Func<string>? _read;
    // Two threads may both read it, or look for its lines: they get the same.
    private string? _text;
    private bool? _namesPages;
    private List<(int Offset, int Length)>? _notes;
    private Lines? _lines;

    public ContentFile(string name, string text)
    {
        Name = name;
        Head = text;
        _text = text;
    }

    /// <summary>A file that is as it was when it was last read.</summary>
    /// <param name="read">Gets the whole from the disk, should somebody ask for it.</param>
    internal ContentFile(string name, RememberedText remembered, Func<string> read)
    {
        Name = name;
        Head = remembered.Head;
        _remembered = remembered;
        _read = read;
    }

    /// <summary>Relative to the content folder's parent: <c>content/batches/2020.csv</c>.</summary>
    public string Name { get; }

    /// <summary>Without a byte-order mark; line breaks as in the file.</summary>
    public string Text => _text ??= _read!(); // one of the two was given

    /// <summary>The text, or its front matter with both fences where the rest is not at hand.</summary>
    internal string Head { get; }

    /// <summary>Of a file that may be remembered.</summary>
    internal FileStamp? Stamp { get; set; }

    /// <summary>Nothing was wrong with it when it was last read, and it has not changed since.</summary>
    public bool IsKnownToBeSound => _remembered is not null;

    /// <summary>Whether it names the address of any recipient's page: of ten thousand texts hardly one does, and the others need not come from the disk.</summary>
    internal bool NamesPages => _remembered?.NamesPages ?? (_namesPages ??= Text.Contains("honourees/", StringComparison.Ordinal) || Text.Contains("collectives/", StringComparison.Ordinal));

    /// <summary>What a reader made of it before, if that is still at hand.</summary>
    internal object? Draft
    {
        get => _remembered?.Draft;
        set
        {
            if (_remembered is not null) _remembered.Draft = value;
        }
    }

    /// <summary>The text below the front matter, which is on the disk still.</summary>
    internal MarkdownText? RememberedBody() => _remembered switch
    {
        null => null,
        { BodyLine: 0 } => MarkdownText.Empty,
        var known => new MarkdownText(() => MarkdownFile.Below(this), known.Marks, known.Hash, new ContentPlace(Name, known.BodyLine, 1)),
    };

    /// <summary>The bytes were no text, which was reported: an empty text then says nothing about the file.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Something in it that others refer to could not be read, which was reported.</summary>
    internal bool HasGaps { get; set; }

    /// <summary>The parts that are for editors only, in order: the cells of a column <c>note</c>.</summary>
    internal List<(int Offset, int Length)> Notes => _notes ??= [];

    /// <summary>The file as a whole.</summary>
    public ContentPlace Place => new(Name);

    /// <summary>Whether that character stands in a note for editors, which is read past.</summary>
    public bool IsNotPublished(int offset) => _notes is not null && _notes.Exists(n => n.Offset <= offset && offset < n.Offset + n.Length);

    /// <param name="offset">In UTF-16 units from the start of <see cref="Text"/>.</param>
    /// <param name="length">In UTF-16 units; the place counts characters and ends with the line.</param>
    public ContentPlace PlaceAt(int offset, int length = 1)
    {
        var text = offset < Head.Length ? Head : Text;
        offset = Math.Clamp(offset, 0, text.Length);
        var starts = LineStarts(text);
        var line = Array.BinarySearch(starts, offset);
        if (line < 0) line = ~line - 1;
        var meant = text.AsSpan(offset, Math.Clamp(length, 0, text.Length - offset));
        var lineBreak = meant.IndexOfAny('\r', '\n');
        if (lineBreak >= 0) meant = meant[..lineBreak];
        return new ContentPlace(Name, line + 1, CountRunes(text.AsSpan(starts[line], offset - starts[line])) + 1, Math.Max(1, CountRunes(meant)));
    }

    /// <summary>Where each physical line begins: after \n, \r\n or a lone \r, which old Excel for Mac writes.</summary>
    private int[] LineStarts(string whole)
    {
        if (_lines is { } known && ReferenceEquals(known.Of, whole)) return known.Starts;
        var starts = new List<int> { 0 };
        var text = whole.AsSpan();
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny('\r', '\n');
            if (next < 0) break;
            at += next + 1;
            if (text[at - 1] == '\r' && at < text.Length && text[at] == '\n') at++;
            starts.Add(at);
        }
        int[] found = [.. starts];
        _lines = new Lines(whole, found);
        return found;
    }

    /// <summary>Of the front matter or of the whole. An object, so that a thread that looks on finds all of it or nothing.</summary>
    private sealed record Lines(string Of, int[] Starts);

    private static int CountRunes(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }
}
