using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Scaffolding;

/// <summary>A content folder to begin with: the settings, and every list with its columns and no rows. It is good content as it stands.</summary>
internal static class NewSite
{
    /// <summary>Its files; empty, and reported, when the folder is there and holds something.</summary>
    public static IReadOnlyList<NewFile> Plan(string source, string title, DiagnosticBag diagnostics)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        var content = Path.GetFileName(full);
        if (Path.Exists(full) && (!Directory.Exists(full) || Directory.EnumerateFileSystemEntries(full).Any()))
        {
            diagnostics.Add("HW721", new ContentPlace(content), content);
            return [];
        }
        return [.. Texts(Scaffold.Quoted(title.Trim())).Select(file => new NewFile(Path.Combine(source, file.Name), $"{content}/{file.Name}", file.Text.ReplaceLineEndings("\n") + "\n"))];
    }

    private static (string Name, string Text)[] Texts(string title) =>
    [
        ("site.yaml", $"""
            title: {title}
            subtitle:
            language: zh-Hans
            timezone: Asia/Shanghai
            # 部署前换成本站的网址：订阅、站点地图和引用要用它。
            base_url: https://example.org/
            publisher:
              name:                 # 主办单位
              contact:              # 单位的电话或邮箱
              corrections:          # 收更正的邮箱
            """),
        ("awards.yaml", """
            # 每个奖项一段，例如：
            # - id: city-model-worker
            #   name: 某市劳动模范
            #   level: municipal      # national provincial municipal district enterprise unknown
            #   recipient: person     # person unit team
            #   conferred_by:
            """),
        ("batches.csv", "id,award,year,date,name,decision,conferred_by,published_count,source"),
        ("districts.csv", "id,name,short,from,until,now_part_of,row,col,source"),
        ("industries.csv", "id,name"),
        ("sources.csv", "id,title,publisher,date,url,grade"),
    ];
}
