using System.Collections.Immutable;

namespace HonourWall.Admin.Rules.Honours;

/// <summary>A person (劳模本人) or a unit (单位) with its honours, as the rules see it: no name, no number.</summary>
/// <param name="Status">在职, 离退休, 去世, 调离 or 违纪; null when it is not stated, and always for a unit.</param>
public sealed record Holder(ImmutableArray<HeldHonour> Honours, string? Status)
{
    public static ImmutableArray<string> Statuses { get; } = ["在职", "离退休", "去世", "调离", "违纪"];
}
