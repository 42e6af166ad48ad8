namespace HonourWall.Admin.Disbursements;

/// <summary>Why a payment is held back. The names are stored: never rename one.</summary>
public enum Hold
{
    /// <summary>The rules say nothing about this case.</summary>
    NotCovered,
    NoIncome,
    NoIdNumber,
    NoAccount,
    UnfitName,

    /// <summary>Changed lately, or changed and not yet checked by a second person.</summary>
    AccountChanged,
    IdentityChanged,

    /// <summary>Another person of this cycle has the same ID number.</summary>
    Duplicate,

    /// <summary>Another cycle pays the same person for the same purpose: one that the reader does not see, or one that was found only after the freeze.</summary>
    PaidElsewhere,
    Deceased,
    Disciplined,
    NotEligible,
    AmountChanged,

    /// <summary>The person's entry was merged, or is no longer in this organisation.</summary>
    Gone,
    BrokenSignature,

    /// <summary>A person stopped it by hand.</summary>
    ByHand,
}

/// <summary>The reasons in words.</summary>
public static class Holds
{
    public static string Word(this Hold hold) => hold switch
    {
        Hold.NotCovered => "规则没有规定，须人工认定",
        Hold.NoIncome => "没有可用的月收入",
        Hold.NoIdNumber => "没有身份证号",
        Hold.NoAccount => "没有银行帐号",
        Hold.UnfitName => "姓名里有银行文件不能写的字符",
        Hold.AccountChanged => "帐号有变更，在冷静期内或未经第二人核对",
        Hold.IdentityChanged => "身份证号与冻结时不同",
        Hold.Duplicate => "身份证号与本批另一人相同",
        Hold.PaidElsewhere => "别处已为此人安排同一项目",
        Hold.Deceased => "去世",
        Hold.Disciplined => "违纪",
        Hold.NotEligible => "已不符合规则",
        Hold.AmountChanged => "按现在的情况金额不同",
        Hold.Gone => "档案已合并或已不在本组织",
        Hold.BrokenSignature => "签名不符：冻结后的内容被改动",
        Hold.ByHand => "人工停发",
        _ => throw new ArgumentOutOfRangeException(nameof(hold)),
    };
}
