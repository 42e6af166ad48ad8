using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace HonourWall.Admin.Rules.Facts;

/// <summary>
/// The facts of one case (一件事的事实), complete and checked against the pack that answers its question. The same facts and the same
/// pack give the same assessment, today and in ten years.
/// </summary>
public sealed class CaseFacts
{
    private readonly FrozenDictionary<string, object> _values;
    private readonly FrozenDictionary<string, string> _derived;

    /// <param name="derived">Of each value that the case does not state itself: where it comes from, in Chinese.</param>
    public CaseFacts(
        RulePack pack, DateOnly? day, IEnumerable<KeyValuePair<string, object>> values, IEnumerable<KeyValuePair<string, string>> derived, ContentPlace place)
    {
        (Pack, Day, Place) = (pack, day, place);
        _values = values.ToFrozenDictionary(StringComparer.Ordinal);
        _derived = derived.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public RulePack Pack { get; }

    /// <summary>The day whose rules apply; null when the question has none, and then the newest apply.</summary>
    public DateOnly? Day { get; }

    public ContentPlace Place { get; }

    public bool TryGet<T>(Fact<T> fact, [MaybeNullWhen(false)] out T value) where T : notnull
    {
        var found = _values.TryGetValue(fact.Id, out var untyped);
        value = found ? (T)untyped! : default; // Found values are never null.
        return found;
    }

    public object? Find(Fact fact) => _values.GetValueOrDefault(fact.Id);

    /// <summary>The value as a trace shows it: 未注明 where there is none, and where it comes from if not from the case itself.</summary>
    public string InWords(Fact fact) =>
        Find(fact) is not { } value ? "未注明" : _derived.TryGetValue(fact.Id, out var how) ? $"{fact.InWords(value)}（{how}）" : fact.InWords(value);
}
