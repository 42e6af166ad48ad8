using System.Collections.Frozen;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Roll.Reading;

/// <summary>
/// The keys of a person's file by which nothing is sorted, counted, addressed or published: what they say shows on the person's own page and where the person
/// stands in lists and beside others. A change in them leaves every other page as it is.
/// </summary>
internal static class NearbyKeys
{
    private static readonly FrozenSet<string> Keys = FrozenSet.ToFrozenSet(
        ["gender", "ethnicity", "born", "died", "native_place", "employer", "occupation", "motivation", "district", "industry", "sources"], StringComparer.Ordinal);

    /// <summary>Whether two heads say the same but for these keys.</summary>
    public static bool AreAllThatDiffer(string head, string other) =>
        head == other || (Read(head) is { } before && Read(other) is { } now && SayRestOf(before, now) && SayRestOf(now, before));

    private static YamlMap? Read(string head)
    {
        var found = new DiagnosticBag();
        var front = MarkdownFile.Read(new ContentFile("", head), new ReadingContext(found, FrozenSet<string>.Empty, ReadingMemory.Nothing, default)).Front;
        return found.ToImmutable().IsEmpty ? front : null;
    }

    private static bool SayRestOf(YamlMap one, YamlMap other)
    {
        foreach (var (key, value) in one.Entries)
        {
            if (!Keys.Contains(key.Value) && !SaySame(value, ValueOf(other, key.Value))) return false;
        }
        return true;
    }

    private static YamlNode? ValueOf(YamlMap map, string key)
    {
        foreach (var entry in map.Entries)
        {
            if (entry.Key.Value == key) return entry.Value;
        }
        return null;
    }

    private static bool SaySame(YamlNode one, YamlNode? other) => (one, other) switch
    {
        (YamlText a, YamlText b) => a.Value == b.Value,
        (YamlList a, YamlList b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => SaySame(pair.First, pair.Second)),
        (YamlMap a, YamlMap b) => a.Entries.Length == b.Entries.Length && a.Entries.Zip(b.Entries).All(pair => pair.First.Key.Value == pair.Second.Key.Value && SaySame(pair.First.Value, pair.Second.Value)),
        _ => false,
    };
}
