namespace HonourWall.Roll.Diagnostics;

public static partial class DiagnosticCatalogue
{
    /// <summary>HW6xx: what must not be published. An error here stops a build with its own exit code.</summary>
    private static DiagnosticEntry[] Privacy() =>
    [
        Error("HW601", "这里有身份证号码", "an ID number stands here",
            "删去它；个人号码不进内容文件夹，已经提交过的还要从版本历史中清除。", "Delete it; personal numbers stay out of the content folder. If it was committed, purge it from the history too."),
        Error("HW602", "这里有手机号码", "a mobile number stands here",
            "删去它，改写单位电话或邮箱。", "Delete it; give an office telephone or mail address instead."),
        Error("HW603", "这里有银行卡号", "a bank card number stands here",
            "删去它；个人号码不进内容文件夹，已经提交过的还要从版本历史中清除。", "Delete it; personal numbers stay out of the content folder. If it was committed, purge it from the history too."),
        Warning("HW604", "给编辑看的备注里有个人号码", "a note for editors holds a personal number",
            "备注不发布，但和内容存在一起：删去号码。", "Notes are not published, but they are kept with the content: delete the number."),
        Warning("HW605", "这里像是家庭住址", "this looks like a home address",
            "删去门牌，只写到区。", "Delete it; the district is enough."),
        Warning("HW606", "「{0}」说的可能是某人的健康或生活困难", "\"{0}\" may tell of somebody's health or hardship",
            "与荣誉无关就删去；本人公开过、来源写明的，换一种不提病情的说法。", "Delete it unless it belongs to the honour; if a source tells it, say it without the illness."),
    ];
}
