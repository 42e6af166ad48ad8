namespace HonourWall.Admin.Disbursements;

/// <summary>How far a cycle has come.</summary>
public enum CycleState
{
    /// <summary>拟定: figures and budget, no persons yet.</summary>
    Draft,

    /// <summary>已冻结: the signed snapshot waits for the first review.</summary>
    Frozen,

    /// <summary>已初审.</summary>
    Reviewed,

    /// <summary>已批准: the budget is taken, the payer may make bank files.</summary>
    Approved,

    /// <summary>发放中.</summary>
    Paying,

    /// <summary>已结清.</summary>
    Closed,

    /// <summary>已作废.</summary>
    Cancelled,
}
