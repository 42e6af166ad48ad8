namespace HonourWall.Admin.Registry;

/// <summary>The union's words for the statuses.</summary>
public static class PersonStatuses
{
    public static IReadOnlyList<PersonStatus> All { get; } = Enum.GetValues<PersonStatus>();

    public static string Word(this PersonStatus status) => status switch
    {
        PersonStatus.Working => "在职",
        PersonStatus.Retired => "离退休",
        PersonStatus.Deceased => "去世",
        PersonStatus.Transferred => "调离",
        PersonStatus.Disciplined => "违纪",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>Reads a word of a form or a file, with the usual variants; null when it is none.</summary>
    public static PersonStatus? Find(string word) => word.Trim() switch
    {
        "在职" or "在岗" => PersonStatus.Working,
        "离退休" or "退休" or "离休" => PersonStatus.Retired,
        "去世" or "已故" or "病故" or "死亡" => PersonStatus.Deceased,
        "调离" or "调出" => PersonStatus.Transferred,
        "违纪" or "违法违纪" => PersonStatus.Disciplined,
        _ => null,
    };
}
