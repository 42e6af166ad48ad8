namespace HonourWall.Roll.Diagnostics;

public static partial class DiagnosticCatalogue
{
    /// <summary>HW3xx: planning the pages. HW4xx: drawing them.</summary>
    private static DiagnosticEntry[] Building() =>
    [
        Error("HW301", "两页同在「{0}」（另一页来自 {1}）", "two pages stand at \"{0}\" (the other comes from {1})",
            "给其中一页换一个编号。", "Give one of them another id."),
        Error("HW302", "「{0}」要转到「{1}」，那里没有页", "\"{0}\" leads on to \"{1}\", where there is no page",
            "改正 to 列；页已不在时用 410，to 留空。", "Correct the column to; use 410 and leave it empty where the page is gone."),
        Error("HW303", "图片「{0}」是横放的（EXIF 方向）", "picture \"{0}\" lies on its side (EXIF orientation)",
            "用看图软件转正后另存；照片的拍摄信息不会发布。", "Turn it upright in any viewer and save it: what the camera wrote about it is not published."),
        Error("HW304", "图片「{0}」不是完整的 JPEG、PNG 或 WebP", "picture \"{0}\" is no whole JPEG, PNG or WebP",
            "用看图软件打开后另存为 JPEG。", "Open it in any viewer and save it as JPEG."),
        Error("HW401", "链接「{0}」没有对应的页", "the link \"{0}\" leads to no page",
            "站内链接从根写起，以斜杠结尾：/honourees/shi-chuanxiang/。", "Links inside the site start at the root and end with a slash: /honourees/shi-chuanxiang/."),
        Error("HW402", "正文中的括号、引用或列表一层套一层，太深了", "brackets, quotes or lists in the text stand too deep within each other",
            "检查正文是不是误贴了别的内容。", "Check whether something else was pasted into it."),
    ];
}
