namespace HonourWall.Roll.Linking;

/// <summary>The order of batches: by year (年份待考 last), level, order of the award, id.</summary>
internal static class BatchOrder
{
    public static int Compare(Batch a, Batch b)
    {
        var byYear = (a.Year ?? int.MaxValue).CompareTo(b.Year ?? int.MaxValue);
        if (byYear != 0) return byYear;
        var byLevel = a.Award.Level.CompareTo(b.Award.Level);
        if (byLevel != 0) return byLevel;
        var byAward = a.Award.Order.CompareTo(b.Award.Order);
        return byAward != 0 ? byAward : a.Id.CompareTo(b.Id);
    }
}
