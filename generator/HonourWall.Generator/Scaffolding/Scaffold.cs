namespace HonourWall.Generator.Scaffolding;

/// <summary>The first lines of a new file: every key that is often needed, empty, with a word on what goes there.</summary>
internal static class Scaffold
{
    /// <summary>The kinds that have a file of their own, and the folder of each.</summary>
    public static readonly IReadOnlyDictionary<string, string> Folders = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["honouree"] = "honourees",
        ["collective"] = "collectives",
        ["studio"] = "studios",
        ["story"] = "stories",
        ["notice"] = "notices",
        ["page"] = "pages",
    };

    /// <param name="name">The name or title; empty: the editor writes it.</param>
    /// <param name="today">For what begins on a day.</param>
    public static string Of(string kind, string name, DateOnly today)
    {
        var text = Text(kind, Quoted(name), today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        return text.ReplaceLineEndings("\n") + "\n";
    }

    private static string Text(string kind, string name, string today) => kind switch
    {
        "honouree" => $"""
            ---
            name: {name}
            # 只写来源中有的；不知道的留空或删去这一行。
            gender:
            ethnicity:
            born:                 # 1915、1915-09、1915~（约）、191X（某年代）
            died:
            native_place:
            district:             # districts.csv 中的编号
            employer:
            occupation:
            industry:             # industries.csv 中的编号
            motivation:           # 一句话，60 字以内，出自来源
            sources: []           # sources.csv 中的编号，例如 [s001, s002]
            ---

            """,
        "collective" => $"""
            ---
            name: {name}
            # 只写来源中有的；不知道的留空或删去这一行。
            district:             # districts.csv 中的编号
            employer:             # 所属单位
            industry:             # industries.csv 中的编号
            sources: []           # sources.csv 中的编号
            ---

            """,
        "studio" => $$"""
            ---
            name: {{name}}
            level:                # 来源中的称谓，例如 市级职工创新工作室
            level_of: unknown     # national provincial municipal district enterprise unknown
            recognised:           # 年份
            district:
            employer:
            industry:
            leaders: []           # 例如 [ { id: zhang-wei } ] 或 [ { name: 张伟 } ]：只写姓名就不会链接到人
            members:
            metrics: []           # 例如 [ { name: 专利, value: 45, unit: 项, as_of: 2018, source: s001 } ]
            outputs: []           # 例如 [ { title: 某某操作法, kind: method, year: 2018, source: s001 } ]
            sources: []
            ---

            """,
        "story" => $"""
            ---
            title: {name}
            deck:                 # 一两句话的提要
            date: {today}
            people: []            # 人物编号，例如 [zhang-wei]
            sources: []
            draft: true           # 写好后删去这一行
            ---

            """,
        "notice" => $"""
            ---
            title: {name}
            from: {today}
            until:                # 公示的最后一天；过后自动撤下
            contact:              # 单位电话或邮箱，不写个人手机
            batch:                # 候选人所在的批次（名单中 status 写 publicity）
            ---

            """,
        _ => $"""
            ---
            title: {name}
            order:
            ---

            """,
    };

    /// <summary>A title may hold a colon, which YAML would take for a key.</summary>
    public static string Quoted(string name) =>
        name.Length == 0 || name.All(c => char.IsLetterOrDigit(c) || c is '·' or '，' or '（' or '）' or '、') ? name : "\"" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
