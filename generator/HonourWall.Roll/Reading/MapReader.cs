using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Roll.Reading;

/// <summary>
/// The keys of one YAML map, asked for one by one; what has the wrong shape is reported at its place. <see cref="Done"/> reports keys that
/// nobody asked for, so the reader of a kind is at the same time the list of its keys.
/// </summary>
internal sealed class MapReader(YamlMap map, ReadingContext context, ContentFile file)
{
    /// <summary>As many as a person's file may have, without growing on the way.</summary>
    private const int Keys = 24;

    private readonly List<string> _asked = new(Keys);

    /// <summary>The map's first line, for what is missing from it.</summary>
    public ContentPlace Place => file.PlaceAt(map.Offset);

    public Written? Text(string key, bool required = false) => Ask<YamlText>(key, required) is { Value.Length: > 0 } text ? Write(text) : null;

    /// <summary>Text that many files repeat.</summary>
    public string? Shared(string key) => Text(key) is { } text ? context.Strings.Get(text.Text) : null;

    /// <summary>A list of texts; a single text counts as a list of one.</summary>
    public ImmutableArray<Written> Texts(string key)
    {
        switch (Find(key))
        {
            case YamlText text:
                return text.Value.Length > 0 ? [Write(text)] : [];
            case YamlList list:
                var texts = ImmutableArray.CreateBuilder<Written>(list.Items.Length);
                foreach (var item in list.Items)
                {
                    if (item is YamlText { Value.Length: > 0 } text) texts.Add(Write(text));
                    else Misshapen(item, key);
                }
                return texts.DrainToImmutable();
            case { } other:
                Misshapen(other, key);
                return [];
            default:
                return [];
        }
    }

    public ImmutableArray<string> Strings(string key) => [.. Texts(key).Select(t => t.Text)];

    public MarkdownText Markdown(string key)
    {
        if (Ask<YamlText>(key) is not { Value.Length: > 0 } text) return MarkdownText.Empty;
        var place = file.PlaceAt(text.Offset);
        // A block's text begins on the line after its | and is indented below its key.
        return MarkdownFile.Checked(new MarkdownText(text.Value, text.IsBlock ? place with { Line = place.Line + 1, Column = KeyColumn(key) + 2 } : place), context.Diagnostics);
    }

    public MapReader? Map(string key) => Ask<YamlMap>(key) is { } inner ? new MapReader(inner, context, file) : null;

    public IReadOnlyList<MapReader> Maps(string key)
    {
        if (Ask<YamlList>(key) is not { } list) return [];
        var maps = new List<MapReader>();
        foreach (var item in list.Items)
        {
            if (item is YamlMap inner) maps.Add(new MapReader(inner, context, file));
            else Misshapen(item, key);
        }
        return maps;
    }

    public bool Flag(string key) => Choice(key, Choices.Flags, false);

    public T Choice<T>(string key, IReadOnlyDictionary<string, T> choices, T otherwise, bool required = false) =>
        Text(key, required) is { } text ? context.Choose(text, choices, otherwise) : otherwise;

    public int? Number(string key) => Text(key) is { } text ? context.Number(text) : null;

    public int? Year(string key) => Text(key) is { } text ? context.Year(text) : null;

    public ImpreciseDate? Date(string key) => Text(key) is { } text ? context.Date(text) : null;

    public DateOnly? Day(string key) => Text(key) is { } text ? context.Day(text) : null;

    public DateTime? Moment(string key, bool endOfDay = false) => Text(key) is { } text ? context.Moment(text, endOfDay) : null;

    public Uri? Address(string key) => Text(key) is { } text ? context.Address(text) : null;

    /// <summary>Where the value of a key stands, or the map where the key is missing.</summary>
    public ContentPlace PlaceOf(string key)
    {
        foreach (var entry in map.Entries)
        {
            if (entry.Key.Value == key) return file.PlaceAt(entry.Value.Offset, entry.Value.Length);
        }
        return Place;
    }

    /// <summary>Reports that none of several keys is there of which one must be.</summary>
    public void Lacks(string keys) => context.Diagnostics.Add("HW133", Place, keys);

    /// <summary>Reports keys that stand twice and keys that nobody asked for.</summary>
    public void Done()
    {
        for (var i = 0; i < map.Entries.Length; i++)
        {
            var key = map.Entries[i].Key;
            if (!_asked.Contains(key.Value)) context.Diagnostics.Add(new Diagnostic("HW131", PlaceOf(key), [key.Value], DidYouMean.Word(key.Value, _asked)));
            else if (IsAmongFirst(i, key.Value)) context.Diagnostics.Add("HW132", PlaceOf(key), key.Value);
        }
    }

    private bool IsAmongFirst(int count, string key)
    {
        for (var i = 0; i < count; i++)
        {
            if (map.Entries[i].Key.Value == key) return true;
        }
        return false;
    }

    private ContentPlace PlaceOf(YamlText text) => file.PlaceAt(text.Offset, text.Length);

    private T? Ask<T>(string key, bool required = false) where T : YamlNode
    {
        var node = Find(key);
        if (required && node is null or YamlText { Value.Length: 0 }) context.Diagnostics.Add("HW133", node is null ? Place : file.PlaceAt(node.Offset), key);
        if (node is T fitting) return fitting;
        if (node is not null and not YamlText { Value.Length: 0 }) Misshapen(node, key);
        return null;
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        foreach (var entry in map.Entries)
        {
            if (entry.Key.Value == key) return entry.Value;
        }
        return null;
    }

    private int KeyColumn(string key) => file.PlaceAt(map.Entries.First(e => e.Key.Value == key).Key.Offset).Column;

    private Written Write(YamlText text) => new(text.Value.Trim(), file, text.Offset, text.Length);

    private void Misshapen(YamlNode node, string key) => context.Diagnostics.Add("HW134", file.PlaceAt(node.Offset, node.Length), key);
}
