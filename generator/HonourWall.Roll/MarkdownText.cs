using HonourWall.Roll.Reading;

namespace HonourWall.Roll;

/// <summary>
/// Markdown as an editor wrote it, with the place of its first line, so that a mistake inside can be shown. What a text refers to and its hash may
/// be known from an earlier reading; the text itself then comes from the disk when somebody asks for it.
/// </summary>
public sealed class MarkdownText
{
    private readonly Lazy<string> _text;
    private readonly Lazy<string> _marks;
    private readonly Lazy<ContentHash> _hash;

    public MarkdownText(string text, ContentPlace place)
    {
        Place = place;
        IsEmpty = string.IsNullOrWhiteSpace(text);
        _text = new Lazy<string>(text);
        _marks = new Lazy<string>(() => TextMarks.Of(text));
        _hash = new Lazy<ContentHash>(() => ContentHash.Of(text));
    }

    /// <param name="read">Gets the text from the disk.</param>
    internal MarkdownText(Func<string> read, string marks, ContentHash hash, ContentPlace place)
    {
        Place = place;
        _text = new Lazy<string>(read);
        _marks = new Lazy<string>(marks);
        _hash = new Lazy<ContentHash>(hash);
    }

    public static readonly MarkdownText Empty = new("", default);

    public ContentPlace Place { get; }

    public bool IsEmpty { get; }

    public string Text => _text.Value;

    /// <summary>Nothing of the text but what refers to something outside of it: see <see cref="TextMarks"/>.</summary>
    public string Marks => _marks.Value;

    /// <summary>Another text has another one.</summary>
    public ContentHash Hash => _hash.Value;
}
