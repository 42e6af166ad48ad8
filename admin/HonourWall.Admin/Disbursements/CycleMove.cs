using HonourWall.Admin.Accounts;

namespace HonourWall.Admin.Disbursements;

/// <summary>What somebody does with a cycle.</summary>
public enum CycleMove
{
    /// <summary>冻结.</summary>
    Freeze,

    /// <summary>初审通过.</summary>
    Review,

    /// <summary>退回: the snapshot is thrown away.</summary>
    Return,

    /// <summary>复审批准.</summary>
    Approve,

    /// <summary>生成银行文件.</summary>
    MakeFiles,

    /// <summary>结清.</summary>
    Close,

    /// <summary>作废.</summary>
    Cancel,
}

/// <summary>The state machine of a cycle: the one table. A test tries every pair that is not in it.</summary>
public static class CycleMoves
{
    /// <summary>Where a move leads; null when it is not allowed there.</summary>
    public static CycleState? Next(CycleState from, CycleMove move) => (from, move) switch
    {
        (CycleState.Draft, CycleMove.Freeze) => CycleState.Frozen,
        (CycleState.Frozen, CycleMove.Review) => CycleState.Reviewed,
        (CycleState.Frozen or CycleState.Reviewed, CycleMove.Return) => CycleState.Draft,
        (CycleState.Reviewed, CycleMove.Approve) => CycleState.Approved,
        (CycleState.Approved or CycleState.Paying, CycleMove.MakeFiles) => CycleState.Paying,
        (CycleState.Paying, CycleMove.Close) => CycleState.Closed,
        (CycleState.Draft or CycleState.Frozen or CycleState.Reviewed or CycleState.Approved, CycleMove.Cancel) => CycleState.Cancelled,
        _ => null,
    };

    /// <summary>What an account must hold to take the next step with a cycle in this state; null when there is none.</summary>
    public static Permission? NextStep(CycleState state) => state switch
    {
        CycleState.Draft => Permission.DisbursementsWrite,
        CycleState.Frozen => Permission.DisbursementsReview,
        CycleState.Reviewed => Permission.DisbursementsApprove,
        CycleState.Approved or CycleState.Paying => Permission.DisbursementsPay,
        _ => null,
    };

    public static string Word(this CycleState state) => state switch
    {
        CycleState.Draft => "拟定",
        CycleState.Frozen => "待初审",
        CycleState.Reviewed => "待复审",
        CycleState.Approved => "已批准",
        CycleState.Paying => "发放中",
        CycleState.Closed => "已结清",
        CycleState.Cancelled => "已作废",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Word(this CycleMove move) => move switch
    {
        CycleMove.Freeze => "冻结",
        CycleMove.Review => "初审通过",
        CycleMove.Return => "退回",
        CycleMove.Approve => "批准",
        CycleMove.MakeFiles => "生成银行文件",
        CycleMove.Close => "结清",
        CycleMove.Cancel => "作废",
        _ => throw new ArgumentOutOfRangeException(nameof(move)),
    };
}
