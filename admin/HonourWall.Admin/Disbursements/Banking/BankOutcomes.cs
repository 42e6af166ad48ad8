namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>Outcomes in words.</summary>
public static class BankOutcomes
{
    public static string Word(this BankOutcome outcome) => outcome switch
    {
        BankOutcome.Open => "等银行结果",
        BankOutcome.Paid => "成功",
        BankOutcome.Failed => "退回",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
