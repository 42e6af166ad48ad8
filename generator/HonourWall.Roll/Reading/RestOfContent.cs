using System.Buffers;
using System.Text;

namespace HonourWall.Roll.Reading;

/// <summary>All that stands in a content folder but the people's files, which <see cref="ReadingMemory"/> compares one by one.</summary>
public static class RestOfContent
{
    /// <summary>The same where every file has the same name and holds the same; null where the system does not tell enough of pictures and videos.</summary>
    /// <param name="but">Texts in these folders are left out, whether they come, change or go.</param>
    public static ContentHash? HashOf(RollDraft draft, string contentFolder, ReadingMemory memory, params ReadOnlySpan<string> but)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(memory);
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(contentFolder))) ?? "";
        var root = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(contentFolder)));
        string[] leftOut = [.. but.ToArray().Select(folder => $"{root}/{folder}/")];
        var texts = draft.Files.Where(f => !memory.Knows(f.Name) && IsTextOnly(f)).ToDictionary(f => f.Name, f => f, StringComparer.Ordinal);
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var name in draft.FileNames.Where(name => !memory.Knows(name)).Order(StringComparer.Ordinal))
        {
            if (leftOut.Any(folder => name.StartsWith(folder, StringComparison.Ordinal)) && texts.ContainsKey(name)) continue;
            if (texts.TryGetValue(name, out var file)) Encoding.UTF8.GetBytes($"{name}\n{ContentHash.Of(file.Text)}\n", bytes);
            else if (FileStamp.Of(Path.Combine(parent, name)) is { } stamp) Encoding.UTF8.GetBytes($"{name}\n{stamp}\n", bytes);
            else return null;
        }
        return ContentHash.Of(bytes.WrittenSpan);
    }

    /// <summary>Captions are published byte for byte, whatever they are as a text.</summary>
    private static bool IsTextOnly(ContentFile file) => !file.IsUnreadable && IsText(file.Name);

    internal static bool IsText(string name) => Path.GetExtension(name) is ".md" or ".csv" or ".yaml";
}
