using System.Buffers;
using System.Text;

namespace HonourWall.Roll.Reading;

/// <summary>All that stands in a content folder but the people's files, which <see cref="ReadingMemory"/> compares one by one.</summary>
public sealed class RestOfContent
{
    private readonly string _root;
    private readonly List<(string Name, bool IsText, string Holds)> _files = [];

    private RestOfContent(string root) => _root = root;

    /// <summary>Looks at every file; null where the system does not tell enough of pictures and videos.</summary>
    public static RestOfContent? Of(RollDraft draft, string contentFolder, ReadingMemory memory)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(memory);
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(contentFolder));
        var rest = new RestOfContent(Path.GetFileName(folder));
        var texts = draft.Files.Where(f => !memory.Knows(f.Name) && IsTextOnly(f)).ToDictionary(f => f.Name, f => f, StringComparer.Ordinal);
        foreach (var name in draft.FileNames.Where(name => !memory.Knows(name)).Order(StringComparer.Ordinal))
        {
            if (texts.TryGetValue(name, out var file)) rest._files.Add((name, true, ContentHash.Of(file.Text).ToString()));
            else if (FileStamp.Of(Path.Combine(Path.GetDirectoryName(folder) ?? "", name)) is { } stamp) rest._files.Add((name, false, stamp.ToString()));
            else return null;
        }
        return rest;
    }

    /// <summary>The same where every file has the same name and holds the same.</summary>
    /// <param name="but">Texts in these folders are left out, whether they come, change or go.</param>
    public ContentHash HashOf(params ReadOnlySpan<string> but)
    {
        string[] leftOut = [.. but.ToArray().Select(folder => $"{_root}/{folder}/")];
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var (name, isText, holds) in _files)
        {
            if (!isText || !leftOut.Any(folder => name.StartsWith(folder, StringComparison.Ordinal))) Encoding.UTF8.GetBytes($"{name}\n{holds}\n", bytes);
        }
        return ContentHash.Of(bytes.WrittenSpan);
    }

    /// <summary>Captions are published byte for byte, whatever they are as a text.</summary>
    private static bool IsTextOnly(ContentFile file) => !file.IsUnreadable && IsText(file.Name);

    internal static bool IsText(string name) => Path.GetExtension(name) is ".md" or ".csv" or ".yaml";
}
