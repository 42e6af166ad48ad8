using System.Collections.Immutable;
using HonourWall.Admin.Registry.Import;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>Where the columns of a return file stand, by the names that banks give them; -1 for one that need not be there.</summary>
public sealed record ReturnColumns(int Number, int Name, int Account, int Amount, int Outcome, int Remark, int Day)
{
    private static readonly string[] NumberWords = ["序号", "编号", "行号"];
    private static readonly string[] NameWords = ["姓名", "户名", "收款人", "收款人姓名"];
    private static readonly string[] AccountWords = ["帐号", "账号", "卡号", "收款帐号", "收款账号"];
    private static readonly string[] AmountWords = ["金额", "交易金额", "发放金额"];
    private static readonly string[] OutcomeWords = ["结果", "状态", "处理结果", "交易结果", "处理状态", "交易状态"];
    private static readonly string[] RemarkWords = ["原因", "失败原因", "备注", "说明", "摘要"];

    private static readonly string[] DayWords = ["日期", "交易日期", "处理日期", "入帐日期", "入账日期", "交易时间", "处理时间"];

    /// <summary>The banks' words for how it went.</summary>
    public static ImmutableArray<(string Word, BankOutcome Outcome)> Outcomes { get; } =
    [
        ("成功", BankOutcome.Paid), ("交易成功", BankOutcome.Paid), ("处理成功", BankOutcome.Paid), ("已入帐", BankOutcome.Paid), ("已入账", BankOutcome.Paid),
        ("失败", BankOutcome.Failed), ("交易失败", BankOutcome.Failed), ("处理失败", BankOutcome.Failed), ("退回", BankOutcome.Failed), ("退汇", BankOutcome.Failed),
    ];

    /// <returns>Null when a needed column is missing; the errors say which.</returns>
    public static ReturnColumns? Find(ImmutableArray<string> header, List<ImportError> errors)
    {
        int Place(string[] words) => header.Select((h, i) => (h, i)).Where(c => words.Contains(c.h.Trim(), StringComparer.Ordinal)).Select(c => c.i).DefaultIfEmpty(-1).First();
        var columns = new ReturnColumns(Place(NumberWords), Place(NameWords), Place(AccountWords), Place(AmountWords), Place(OutcomeWords), Place(RemarkWords), Place(DayWords));
        foreach (var (place, word) in ((int, string)[])[(columns.Number, "序号"), (columns.Amount, "金额"), (columns.Outcome, "结果")])
            if (place < 0) errors.Add(new(0, -1, $"缺少“{word}”这一列。"));
        if (columns.Account < 0 && columns.Name < 0) errors.Add(new(0, -1, "缺少“帐号”或“姓名”：两列至少要有一列，才能核对。"));
        // One says perhaps that the order was taken, the other what became of it.
        if (header.Count(h => OutcomeWords.Contains(h.Trim(), StringComparer.Ordinal)) > 1) errors.Add(new(0, columns.Outcome, "有两列说结果。请只留下说到帐与否的那一列。"));
        return errors.Count > 0 ? null : columns;
    }
}
