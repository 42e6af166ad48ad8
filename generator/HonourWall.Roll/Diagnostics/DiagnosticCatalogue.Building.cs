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
        Error("HW305", "图片「{0}」其实是 {1}，名字却不是", "picture \"{0}\" is really {1}, unlike its name",
            "把名字的结尾改成 {2}，引用它的地方也改。", "End its name in {2}, and where it is referred to."),
        Error("HW306", "图片「{0}」有损坏，或没有传完", "picture \"{0}\" is damaged or was cut short",
            "重新取得原图；能打开的话，用看图软件另存为 JPEG。", "Get the original again; if a viewer opens it, save it as JPEG."),
        Error("HW307", "图片「{0}」太大：{1}，最多 {2}", "picture \"{0}\" is too large: {1}, at most {2}",
            "用看图软件缩小后另存，长边 3000 像素就够。", "Scale it down in any viewer: 3000 pixels along the longer side are enough."),
        Note("HW308", "没有找到 libvips，图片按原样发布（只去掉拍摄信息），不生成分享图", "libvips was not found: pictures are published as they are (without their metadata), and no cards are made",
            "安装 Debian 的 libvips42，或在程序旁边运行 npm install {0}。", "Install Debian's libvips42, or run npm install {0} beside the command."),
        Note("HW309", "没有找到中文宋体，不生成分享图", "no Chinese serif font was found: no cards are made",
            "安装 Debian 的 {0}。", "Install Debian's {0}."),
        Warning("HW310", "「{0}」的分享图刻不出 {1}，没有生成", "the card of \"{0}\" cannot be cut: no font has {1}",
            "安装有这个字的字体，例如 Debian 的 {2}；页面本身不受影响。", "Install a font that has it, such as Debian's {2}; the page itself is not affected."),
        Error("HW311", "视频「{0}」里有拍摄地点", "video \"{0}\" says where it was taken",
            "去掉后再放进来：ffmpeg -i 原.mp4 -map_metadata -1 -c copy 新.mp4。", "Take it out first: ffmpeg -i old.mp4 -map_metadata -1 -c copy new.mp4."),
        Error("HW312", "「{0}」不是{1}", "\"{0}\" is no {1}",
            "检查文件，重新导出。", "Look at the file and export it again."),
        Error("HW313", "「{0}」那里已经有一页（来自 {1}），不能再转走", "there is a page at \"{0}\" already (it comes from {1}), so it cannot lead on",
            "改正旧地址，或把它删去；要撤下那一页，改那一页。", "Correct the former address or take it out; to withdraw that page, change that page."),
        Error("HW401", "链接「{0}」没有对应的页", "the link \"{0}\" leads to no page",
            "站内链接从根写起，以斜杠结尾：/honourees/shi-chuanxiang/。", "Links inside the site start at the root and end with a slash: /honourees/shi-chuanxiang/."),
        Error("HW402", "正文中的括号、引用或列表一层套一层，太深了", "brackets, quotes or lists in the text stand too deep within each other",
            "检查正文是不是误贴了别的内容。", "Check whether something else was pasted into it."),
        Error("HW403", "「{0}」那一页没有「{1}」这一处", "the page \"{0}\" has no place \"{1}\"",
            "# 后写那一页小标题的字，空格写成 -；不必指到某一处时，删去 # 和后面的字。", "Behind the # goes the wording of a heading there, hyphens for blanks; or leave the # away to lead to the whole page."),
    ];
}
