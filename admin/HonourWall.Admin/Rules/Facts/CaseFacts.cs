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

    public CaseFacts(RulePack pack, DateOnly? day, IEnumerable<KeyValuePair<string, object>> values, ContentPlace place)
    {
        (Pack, Day, Place) = (pack, day, place);
        _values = values.ToFrozenDictionary(StringComparer.Ordinal);
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
}
