
namespace HonourWall.Roll.Reading;

/// <summary>The words that a cell or a key may hold where not every text will do.</summary>
internal static class Choices
{
    public static readonly IReadOnlyDictionary<string, bool> Flags = Of(("true", true), ("false", false), ("1", true), ("0", false));

    public static readonly IReadOnlyDictionary<string, bool?> Treatments = Of<bool?>(("true", true), ("false", false), ("unknown", null));

    public static readonly IReadOnlyDictionary<string, Level> Levels = Of(
        ("national", Level.National), ("provincial", Level.Provincial), ("municipal", Level.Municipal),
        ("district", Level.District), ("enterprise", Level.Enterprise), ("unknown", Level.Unknown));

    public static readonly IReadOnlyDictionary<string, RecipientKind> Recipients = Of(
        ("person", RecipientKind.Person), ("unit", RecipientKind.Unit), ("team", RecipientKind.Team));

    public static readonly IReadOnlyDictionary<string, bool?> RowKinds = Of<bool?>(("person", false), ("collective", true));

    public static readonly IReadOnlyDictionary<string, HonourStatus> Statuses = Of(
        ("granted", HonourStatus.Granted), ("publicity", HonourStatus.Publicity), ("withdrawn", HonourStatus.Withdrawn));

    public static readonly IReadOnlyDictionary<string, string?> Genders = Of<string?>(("男", "男"), ("女", "女"));

    public static readonly IReadOnlyDictionary<string, string?> Grades = Of<string?>(("A", "A"), ("B", "B"), ("C", "C"));

    public static readonly IReadOnlyDictionary<string, RelationKind?> Relations = Of<RelationKind?>(
        ("mentor", RelationKind.Mentor), ("apprentice", RelationKind.Apprentice), ("colleague", RelationKind.Colleague), ("studio", RelationKind.Studio));

    public static readonly IReadOnlyDictionary<string, string?> OutputKinds = Of<string?>(
        ("patent", "patent"), ("method", "method"), ("award", "award"), ("paper", "paper"), ("training", "training"));

    public static readonly IReadOnlyDictionary<string, int?> RedirectStatuses = Of<int?>(("301", 301), ("410", 410));

    private static Dictionary<string, T> Of<T>(params (string Word, T Value)[] choices) =>
        choices.ToDictionary(c => c.Word, c => c.Value, StringComparer.Ordinal);
}
