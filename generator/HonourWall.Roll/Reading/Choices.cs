using System.Collections.Frozen;

namespace HonourWall.Roll.Reading;

/// <summary>The words that a cell or a key may hold where not every text will do.</summary>
internal static class Choices
{
    public static readonly FrozenDictionary<string, bool> Flags = Of(("true", true), ("false", false), ("1", true), ("0", false));

    public static readonly FrozenDictionary<string, bool?> Treatments = Of<bool?>(("true", true), ("false", false), ("unknown", null));

    public static readonly FrozenDictionary<string, Level> Levels = Of(
        ("national", Level.National), ("provincial", Level.Provincial), ("municipal", Level.Municipal),
        ("district", Level.District), ("enterprise", Level.Enterprise), ("unknown", Level.Unknown));

    public static readonly FrozenDictionary<string, RecipientKind> Recipients = Of(
        ("person", RecipientKind.Person), ("unit", RecipientKind.Unit), ("team", RecipientKind.Team));

    public static readonly FrozenDictionary<string, bool?> RowKinds = Of<bool?>(("person", false), ("collective", true));

    public static readonly FrozenDictionary<string, HonourStatus> Statuses = Of(
        ("granted", HonourStatus.Granted), ("publicity", HonourStatus.Publicity), ("withdrawn", HonourStatus.Withdrawn));

    public static readonly FrozenDictionary<string, string?> Genders = Of<string?>(("男", "男"), ("女", "女"));

    public static readonly FrozenDictionary<string, string?> Grades = Of<string?>(("A", "A"), ("B", "B"), ("C", "C"));

    public static readonly FrozenDictionary<string, RelationKind?> Relations = Of<RelationKind?>(
        ("mentor", RelationKind.Mentor), ("apprentice", RelationKind.Apprentice), ("colleague", RelationKind.Colleague), ("studio", RelationKind.Studio));

    public static readonly FrozenDictionary<string, string?> OutputKinds = Of<string?>(
        ("patent", "patent"), ("method", "method"), ("award", "award"), ("paper", "paper"), ("training", "training"));

    public static readonly FrozenDictionary<string, int?> RedirectStatuses = Of<int?>(("301", 301), ("410", 410));

    private static FrozenDictionary<string, T> Of<T>(params (string Word, T Value)[] choices) =>
        choices.ToFrozenDictionary(c => c.Word, c => c.Value, StringComparer.Ordinal);
}
