namespace HonourWall.Admin.Disbursements;

/// <summary>How far one payment has come.</summary>
public enum DisbursementState
{
    /// <summary>待审: in the snapshot, payable.</summary>
    Ready,

    /// <summary>暂扣: in the snapshot, not payable; <see cref="Hold"/> says why. It claims nothing: another cycle may pay later.</summary>
    Held,

    /// <summary>待付: approved, its budget taken.</summary>
    Approved,

    /// <summary>已送银行.</summary>
    InFile,

    /// <summary>已到帐. Final.</summary>
    Paid,

    /// <summary>银行退回: may be corrected and sent again.</summary>
    Failed,

    /// <summary>不再发放. Final; the budget is given back.</summary>
    Stopped,
}

/// <summary>What happens to one payment.</summary>
public enum DisbursementMove
{
    Approve,
    Hold,
    Send,
    Succeed,
    Fail,
    Resend,
    Stop,
}

/// <summary>The state machine of a payment: the one table.</summary>
public static class DisbursementMoves
{
    /// <summary>Where a move leads; null when it is not allowed there.</summary>
    public static DisbursementState? Next(DisbursementState from, DisbursementMove move) => (from, move) switch
    {
        (DisbursementState.Ready, DisbursementMove.Approve) => DisbursementState.Approved,
        (DisbursementState.Ready or DisbursementState.Approved, DisbursementMove.Hold) => DisbursementState.Held,
        (DisbursementState.Approved, DisbursementMove.Send) => DisbursementState.InFile,
        (DisbursementState.InFile, DisbursementMove.Succeed) => DisbursementState.Paid,
        (DisbursementState.InFile, DisbursementMove.Fail) => DisbursementState.Failed,
        (DisbursementState.Failed, DisbursementMove.Resend) => DisbursementState.Approved,
        (DisbursementState.Ready or DisbursementState.Held or DisbursementState.Approved or DisbursementState.Failed, DisbursementMove.Stop) => DisbursementState.Stopped,
        _ => null,
    };

    /// <summary>The states from which a move may start: a bulk update names them.</summary>
    public static DisbursementState[] From(DisbursementMove move) => [.. Enum.GetValues<DisbursementState>().Where(state => Next(state, move) is not null)];

    /// <summary>Its sum is part of the cycle's approved total and of what its budget has given away.</summary>
    public static bool TakesBudget(this DisbursementState state) =>
        state is DisbursementState.Approved or DisbursementState.InFile or DisbursementState.Paid or DisbursementState.Failed;

    public static string Word(this DisbursementState state) => state switch
    {
        DisbursementState.Ready => "待审",
        DisbursementState.Held => "暂扣",
        DisbursementState.Approved => "待付",
        DisbursementState.InFile => "已送银行",
        DisbursementState.Paid => "已到帐",
        DisbursementState.Failed => "银行退回",
        DisbursementState.Stopped => "不再发放",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
