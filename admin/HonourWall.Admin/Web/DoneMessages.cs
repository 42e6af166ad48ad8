namespace HonourWall.Admin.Web;

/// <summary>What a page says after a form was saved. The address carries the key only: nobody can put words on our page with a link.</summary>
public static class DoneMessages
{
    public static string? Find(string? key) => key switch
    {
        "saved" => "已保存。",
        "added" => "已添加。",
        "removed" => "已删除。",
        "imported" => "名单已全部导入。",
        "returned" => "银行的结果已登记。",
        "merged" => "两份档案已合并。",
        "moved" => "已办理。",
        "released" => "新的一版规则已发布。",
        "dropped" => "提案已放弃。",
        "signed-out" => "已退出。",
        "ended" => "会话已结束。",
        "password" => "密码已修改，其他会话已结束。",
        "activated" => "密码已设置，请登录。",
        _ => null,
    };
}
