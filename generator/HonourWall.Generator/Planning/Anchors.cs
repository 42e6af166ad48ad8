using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Planning;

/// <summary>
/// The places within pages to which a text may lead (<c>/glossary/#…</c>). A page that somebody's text asks for is drawn once more to see what it has: few do,
/// and no list of places has to be kept beside the templates.
/// </summary>
/// <param name="files">All that is planned, once it is.</param>
internal sealed class Anchors(IReadOnlyList<PlannedFile> files)
{
    private readonly Lazy<Dictionary<string, PlannedFile>> _pages = new(() =>
    {
        var pages = new Dictionary<string, PlannedFile>(StringComparer.Ordinal);
        foreach (var file in files.Where(f => PlannedFile.IsPage(f.Path))) pages.TryAdd(PlannedFile.AddressOf(file.Path), file);
        return pages;
    });

    private readonly ConcurrentDictionary<string, HashSet<string>> _names = new(StringComparer.Ordinal);

    /// <summary>Two pages may lead to each other: while one is drawn to see what it has, it does not ask.</summary>
    [ThreadStatic]
    private static bool _isDrawing;

    /// <summary>Whether a page has a place of that name; true for a page that is not planned, which has what it had in the last build.</summary>
    /// <param name="fragment">What stands behind the <c>#</c>, as it was written.</param>
    public bool Has(string address, string fragment)
    {
        var name = Uri.UnescapeDataString(fragment);
        // Every page has a top, and :~: asks the browser to look for words.
        if (_isDrawing || name is "" or "top" || name.StartsWith(":~:", StringComparison.Ordinal)) return true;
        return !_pages.Value.TryGetValue(address, out var page) || _names.GetOrAdd(address, static (_, page) => NamesOn(page), page).Contains(name);
    }

    /// <summary>Whether a changed text leads to a place on some page, or any text to one on the page of a person whose file has changed.</summary>
    public static bool AreTouchedBy(ChangedPeople changed, RollOfHonour roll)
    {
        var places = roll.Texts.Where(text => text.Marks.Contains('#', StringComparison.Ordinal)).ToList();
        if (places.Count == 0) return false;
        return places.Exists(text => changed.Texts.Contains(text.Place.File)) || roll.Honourees.Any(h => (changed.Texts.Contains(h.Place.File) || changed.Facts.Contains(h.Place.File))
            && places.Exists(text => text.Marks.Contains($"{h.Id}/#", StringComparison.Ordinal)));
    }

    private static HashSet<string> NamesOn(PlannedFile page)
    {
        var drawn = new ArrayBufferWriter<byte>(64 * 1024);
        _isDrawing = true;
        try
        {
            page.Begin().Write(drawn);
        }
        finally
        {
            _isDrawing = false;
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        var rest = drawn.WrittenSpan;
        for (var at = rest.IndexOf(" id=\""u8); at >= 0; at = rest.IndexOf(" id=\""u8))
        {
            rest = rest[(at + 5)..];
            names.Add(Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)'"')]));
        }
        return names;
    }
}
