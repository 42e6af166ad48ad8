namespace HonourWall.Admin.Rules.Honours;

/// <summary>An honour that someone holds, as the rules see it (所获荣誉).</summary>
/// <param name="Award">The name as given; it need not stand in the table of classes.</param>
/// <param name="Class">Null when the table does not know the name: such an honour opens nothing.</param>
/// <param name="RevokedOn">The day from which it no longer counts.</param>
public sealed record HeldHonour(string Award, HonourClass? Class, int Year, DateOnly? RevokedOn)
{
    /// <summary>From the first day of its year, since the rules know no earlier precision, to the day before it is revoked.</summary>
    public bool CountsOn(DateOnly day) => Year <= day.Year && (RevokedOn is not { } revoked || day < revoked);

    /// <summary>「全国劳动模范」（2010 年） and, where it matters, why it does not count on that day.</summary>
    public string Describe(DateOnly day)
    {
        var why = Year > day.Year ? "，尚未计起" : RevokedOn is { } revoked && day >= revoked ? $"，自 {revoked:yyyy-MM-dd} 起撤销" : "";
        return $"「{Award}」（{Year} 年{why}）";
    }
}
