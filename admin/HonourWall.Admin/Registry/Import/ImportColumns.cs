using System.Collections.Frozen;

namespace HonourWall.Admin.Registry.Import;

/// <summary>The columns of a list of persons, by the names that people give them.</summary>
public static class ImportColumns
{
    /// <summary>Column → the field of <see cref="PersonForm"/>, under the same name as in its errors.</summary>
    private static readonly FrozenDictionary<string, string> Names = new (string Field, string[] Words)[]
    {
        ("name", ["姓名", "劳模姓名", "人员姓名", "名字"]),
        ("organisation", ["组织", "所属工会", "工会", "所属组织", "基层工会"]),
        ("status", ["状态", "人员状态", "在职状态", "是否在职", "在职情况"]),
        ("status-since", ["状态起始日期", "起始日期", "退休时间", "退休日期", "变动日期"]),
        ("unit", ["单位", "工作单位", "所在单位", "单位名称", "原单位"]),
        ("occupation", ["职务", "岗位", "工种", "职业", "职务职称"]),
        ("public-id", ["公开编号", "网站编号"]),
        ("id-number", ["身份证号", "身份证", "身份证号码", "公民身份号码", "证件号码", "证件号"]),
        ("mobile", ["手机号", "手机", "手机号码", "联系电话", "电话", "移动电话", "联系方式"]),
        ("bank-card", ["银行卡号", "银行卡", "卡号", "银行账号", "银行帐号", "账号", "帐号", "京卡号"]),
        ("bank-name", ["开户行", "开户银行", "银行"]),
        ("address", ["住址", "家庭住址", "地址", "居住地址", "通讯地址"]),
        ("health", ["健康情况", "健康状况", "身体状况"]),
        ("income", ["家庭收入", "月收入", "收入"]),
        ("honours", ["荣誉", "荣誉称号", "所获荣誉", "奖项", "劳模称号", "称号"]),
        ("year", ["年份", "获奖年份", "评选年份", "授予年份", "获得年份", "年度"]),
        ("revoked-on", ["撤销日期", "撤销时间", "荣誉撤销日期", "撤销荣誉日期", "称号撤销日期", "取消日期"]),
    }.SelectMany(column => column.Words.Select(word => KeyValuePair.Create(word, column.Field))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The field of a header; null when it is none of ours. Spaces, strokes, signs of being required and remarks in brackets do not matter.</summary>
    public static string? Find(string header)
    {
        var plain = string.Concat(header.Where(c => !char.IsWhiteSpace(c) && c is not ('*' or '＊' or ':' or '：' or '/' or '／' or '、')));
        var bracket = plain.AsSpan().IndexOfAny('(', '（');
        return Names.GetValueOrDefault(bracket > 0 ? plain[..bracket] : plain);
    }
}
