namespace HonourWall.Search.Text;

/// <summary>The name of a unit or an award, which mostly begins with its place: 北京市海淀区环卫中心 is called 环卫中心.</summary>
internal static class UnitName
{
    /// <summary>Places whose names stand without 省, 市, 区 or 县 too, and what stands for the country.</summary>
    private static readonly string[] Places =
    [
        "中华人民共和国", "中华全国", "中国", "全国", "国家", "首都",
        "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西",
        "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "香港", "澳门", "台湾",
    ];

    /// <summary>A hospital or school of a university has its own name behind this.</summary>
    private const string Affiliated = "附属";

    /// <summary>What is left of a folded name after its first place, after the second, and so on; where it says of whom it is part, after that too.</summary>
    public static IEnumerable<string> AfterEachPlace(string name)
    {
        var at = 0;
        while (true)
        {
            var length = PlaceAt(name.AsSpan(at));
            if (length == 0 && name.IndexOf(Affiliated, at, StringComparison.Ordinal) is var part and >= 0) length = part + Affiliated.Length - at;
            if (length == 0) yield break;
            at += length;
            yield return name[at..];
        }
    }

    /// <summary>The length of the place that a name begins with: one of the list, or two to four characters of which the last says what it is.</summary>
    private static int PlaceAt(ReadOnlySpan<char> name)
    {
        foreach (var place in Places)
        {
            if (name.StartsWith(place, StringComparison.Ordinal)) return place.Length + (name.Length > place.Length && name[place.Length] is '省' or '市' ? 1 : 0);
        }
        for (var i = 1; i < Math.Min(4, name.Length); i++) if (name[i] is '省' or '市' or '区' or '县') return i + 1;
        return 0;
    }
}
