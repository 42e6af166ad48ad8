using HonourWall.Roll.Reading;

namespace HonourWall.Roll;

/// <summary>
/// Markdown as an editor wrote it, with the place of its first line, so that a mistake inside can be shown. What a text refers to and its hash may
/// be known from an earlier reading; the text itself then comes from the disk when somebody asks for it.
/// </summary>
public sealed class MarkdownText
{
    private readonly Func<string>? _read;
    private readonly ContentHash? _hash;
    // Two threads may both work these out: they get the same, and a city has too many texts for a lock each.
    private string? _text;
    private string? _marks;

    public MarkdownText(string text, ContentPlace place)
    {
        Place = place;
        IsEmpty = string.IsNullOrWhiteSpace(text);
        _text = text;
    }

    /// <param name="read">Gets the text from the disk.</param>
    internal MarkdownText(Func<string> read, string marks, ContentHash hash, ContentPlace place) => (_read, _marks, _hash, Place) = (read, marks, hash, place);

    public static readonly MarkdownText Empty = new("", default);

    public ContentPlace Place { get; }

    public bool IsEmpty { get; }

    public string Text => _text ??= _read!(); // one of the two was given

    /// <summary>Nothing of the text but what refers to something outside of it: see <see cref="TextMarks"/>.</summary>
    public string Marks => _marks ??= TextMarks.Of(Text);

    /// <summary>Another text has another one.</summary>
    public ContentHash Hash => _hash ?? ContentHash.Of(Text);
}
