namespace HonourWall.Site;

/// <summary>Who may receive an award, and whether it carries 劳模待遇, in words.</summary>
public static class RecipientWords
{
    /// <summary>Null when the source does not say.</summary>
    public static string? Of(RecipientKind kind)
    {
        if (kind == RecipientKind.None) return null;
        var words = new List<string>();
        if (kind.HasFlag(RecipientKind.Person)) words.Add("个人");
        if (kind.HasFlag(RecipientKind.Unit)) words.Add("单位");
        if (kind.HasFlag(RecipientKind.Team)) words.Add("班组、科室");
        return string.Join("、", words);
    }

    /// <summary>Null when the source does not say.</summary>
    public static string? Treatment(bool? carries) => carries switch { true => "享受", false => "不享受", null => null };

    /// <summary>How its recipients are counted: 人 or 个.</summary>
    public static string CountWord(RecipientKind kind) => kind.HasFlag(RecipientKind.Person) ? "人" : "个";
}
