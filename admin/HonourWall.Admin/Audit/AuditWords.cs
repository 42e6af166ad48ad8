using System.Collections.Frozen;

namespace HonourWall.Admin.Audit;

/// <summary>The words in which the audit's administrator reads an entry; what is stored and exported are the names.</summary>
public static class AuditWords
{
    private static readonly FrozenDictionary<string, string> Subjects = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["persons"] = "档案",
        ["person_honours"] = "荣誉",
        ["status_changes"] = "状态变更",
        ["relatives"] = "家属",
        ["person_events"] = "档案历史",
        ["imports"] = "待导入的名单",
        ["organisations"] = "组织",
        ["accounts"] = "帐号",
        ["account_roles"] = "角色",
        ["sessions"] = "会话",
        ["recovery_codes"] = "恢复码",
        ["former_passwords"] = "旧密码",
        ["applications"] = "救助申请",
        ["application_documents"] = "证明材料",
        ["application_events"] = "办理记录",
        ["application_hands"] = "经手人",
        ["rule_releases"] = "规则",
        ["rule_release_files"] = "规则文件",
        ["budgets"] = "预算",
        ["cycles"] = "发放批次",
        ["cycle_duties"] = "批次经手人",
        ["disbursements"] = "单笔发放",
        ["account_checks"] = "帐号核对",
        ["payee_accounts"] = "更正的收款帐号",
        ["bank_files"] = "银行文件",
        ["bank_file_rows"] = "银行文件行",
        ["bank_returns"] = "银行回盘",
        ["paid_sums"] = "统计",
        ["paid_persons"] = "统计",
        ["settings"] = "设置",
        ["endpoint"] = "网址",
        ["keys"] = "密钥",
        ["database"] = "数据库",
        ["schema"] = "数据库版本",
        ["server"] = "程序",
        ["audit"] = "审计",
        ["statistics"] = "统计",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Word(this AuditAction action) => action switch
    {
        AuditAction.Started => "启动",
        AuditAction.Created => "新增",
        AuditAction.Changed => "修改",
        AuditAction.Removed => "删除",
        AuditAction.SignedIn => "登录",
        AuditAction.SignInRefused => "登录被拒",
        AuditAction.SignedOut => "退出",
        AuditAction.SessionEnded => "会话被结束",
        AuditAction.PasswordChanged => "改密码",
        AuditAction.SecondFactorChanged => "改动态口令",
        AuditAction.Denied => "越权被拒",
        AuditAction.LookedUp => "按号码查找",
        AuditAction.Revealed => "查看隐藏内容",
        AuditAction.Exported => "导出",
        AuditAction.Imported => "导入名单",
        AuditAction.Merged => "合并档案",
        AuditAction.KeysRotated => "换密钥",
        AuditAction.KeysRetired => "停用旧密钥",
        AuditAction.BackedUp => "备份",
        AuditAction.Restored => "恢复备份",
        AuditAction.Migrated => "升级数据库",
        AuditAction.RestoreAccepted => "承认旧数据库",
        AuditAction.Moved => "办理申请",
        AuditAction.Printed => "打印决定书",
        AuditAction.Recomputed => "重新计算",
        AuditAction.RulesProposed => "提出规则",
        AuditAction.RulesReleased => "发布规则",
        AuditAction.RulesDropped => "撤下规则",
        AuditAction.BudgetTaken => "占用预算",
        AuditAction.BudgetGivenBack => "退回预算",
        AuditAction.CycleMoved => "办理批次",
        AuditAction.DisbursementMoved => "办理单笔发放",
        AuditAction.BankFileMade => "生成银行文件",
        AuditAction.BankFileTaken => "下载银行文件",
        AuditAction.BankReturnApplied => "登记银行回盘",
        AuditAction.AccountChecked => "核对帐号",
        AuditAction.UploadRefused => "拒收文件",
        AuditAction.IdentityProven => "核对本人身份",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>Of an entry, perhaps one that a newer program wrote.</summary>
    public static string Action(string name) => Enum.TryParse<AuditAction>(name, out var action) && Enum.IsDefined(action) ? action.Word() : name;

    /// <summary>What an entry is about: a table mostly.</summary>
    public static string Subject(string name) => Subjects.GetValueOrDefault(name, name);

    public static string Result(string name) => name switch
    {
        "ok" => "成功",
        "denied" or "refused" => "拒绝",
        "failed" => "没有做成",
        _ => name,
    };
}
