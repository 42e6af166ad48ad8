using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>The entries of one kind by id. A reference to none of them is reported with the closest id; a name in the place of an id is understood.</summary>
/// <param name="unknownCode">The diagnostic of an unknown id.</param>
/// <param name="hasGaps">Entries could not be read: an id that is not there may be one of theirs, and none is reported.</param>
/// <param name="miss">Set where the whole file is missing: says so, once, in the place of every id that is not there.</param>
internal sealed class IdTable<T>(string unknownCode, DiagnosticBag diagnostics, bool hasGaps = false, Action? miss = null) where T : class
{
    /// <summary>Comparing with every entry is slow in a big roll: a list pasted wrong gets its first suggestions only.</summary>
    private const int MostSuggestions = 200;

    private readonly Dictionary<string, T> _byId = new(StringComparer.Ordinal);
    private readonly List<(string Id, string Name)> _names = [];
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);
    private int _suggested;

    /// <summary>False when the id is there already; the first one stays.</summary>
    public bool Add(string id, string name, T value)
    {
        if (!_byId.TryAdd(id, value)) return false;
        _names.Add((id, name));
        return true;
    }

    /// <summary>As <see cref="Add"/>; an id that is there already is reported.</summary>
    public void AddOnce(Written id, string name, T value)
    {
        if (!Add(id.Text, name, value)) diagnostics.Add("HW141", id.Place, id.Text);
    }

    /// <summary>Something of that id stands in the content but cannot be used, which was reported once already.</summary>
    public void Lose(string id) => _lost.Add(id);

    /// <summary>In the order in which they were added.</summary>
    public IEnumerable<T> All => _names.Select(n => _byId[n.Id]);

    /// <summary>Whether an id that is not there is known to be wrong.</summary>
    public bool IsWhole => !hasGaps;

    public T? Known(string id) => _byId.GetValueOrDefault(id);

    public void Replace(string id, T value) => _byId[id] = value;

    /// <summary>Null where nothing is referred to or, reported, where it is unknown.</summary>
    public T? Find(Written? reference)
    {
        if (reference is not { } written) return null;
        if (_byId.TryGetValue(written.Text, out var value)) return value;
        ReportUnknown(written.Text, written.Place);
        return null;
    }

    /// <param name="code">As what, where not as a reference in a table.</param>
    public void ReportUnknown(string id, ContentPlace place, string? code = null)
    {
        if (hasGaps || _lost.Contains(id)) return;
        if (miss is not null)
        {
            miss();
            return;
        }
        var close = _suggested++ < MostSuggestions ? Closest(id) : null;
        diagnostics.Add(new Diagnostic(code ?? unknownCode, place, [id], close?.Id) { SuggestionName = close?.Name });
    }

    /// <summary>The entry that an unknown id probably means.</summary>
    public (string Id, string Name)? Closest(string text)
    {
        foreach (var entry in _names)
        {
            if (entry.Name == text) return entry;
        }
        if (DidYouMean.Word(text, _names.Select(n => n.Id)) is { } id) return _names.Find(n => n.Id == id);
        if (DidYouMean.Word(text, _names.Select(n => n.Name)) is { } name) return _names.Find(n => n.Name == name);
        return null;
    }
}
