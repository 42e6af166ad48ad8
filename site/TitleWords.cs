namespace HonourWall.Site;

/// <summary>Where a title may break at the end of a line: 2025年|全国|劳动模范, 三兴汽车|创新工作室. Elsewhere a title breaks at its punctuation only.</summary>
public static class TitleWords
{
    private static readonly string[] Beginnings = ["中央企业", "北京市", "北京", "全国", "首都"];

    // The longer before what it ends with.
    private static readonly string[] Endings =
    [
        "创新工作室联盟", "创新工作室", "工作室", "劳动模范", "先进工作者", "先进生产者", "劳动奖章", "劳动奖状", "工人先锋号", "先锋号", "模范集体", "先进集体", "年度人物", "推荐人选公示", "公示",
    ];

    /// <summary>The title in pieces; together they are the title again.</summary>
    public static IEnumerable<string> Of(string title)
    {
        var year = title.Length > 5 && title[4] == '年' && title.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 ? 5 : 0;
        var rest = title[year..];
        var beginning = Beginnings.FirstOrDefault(b => rest.StartsWith(b, StringComparison.Ordinal))?.Length ?? 0;
        var ending = Endings.FirstOrDefault(e => rest.EndsWith(e, StringComparison.Ordinal))?.Length ?? 0;
        // 全国先锋号 has nothing between the two; 工作室 alone is not divided.
        var middle = Math.Max(rest.Length - beginning - ending, 0);
        return new[] { title[..year], rest[..beginning], rest[beginning..(beginning + middle)], rest[(beginning + middle)..] }.Where(word => word.Length > 0);
    }
}
