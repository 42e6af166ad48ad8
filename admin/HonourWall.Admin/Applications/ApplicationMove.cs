namespace HonourWall.Admin.Applications;

/// <summary>What may be done with an application; <see cref="ApplicationMoves"/> says when and by whom. The names are stored.</summary>
public enum ApplicationMove
{
    /// <summary>提交.</summary>
    Submit,

    /// <summary>撤回.</summary>
    Withdraw,

    /// <summary>初审同意.</summary>
    Support,

    /// <summary>初审不同意: goes to the second review with that opinion.</summary>
    Oppose,

    /// <summary>退回补正.</summary>
    Return,

    /// <summary>批准.</summary>
    Approve,

    /// <summary>不予救助.</summary>
    Reject,

    /// <summary>申诉.</summary>
    Appeal,

    /// <summary>维持原决定.</summary>
    Uphold,

    /// <summary>重新办理: back to the clerk, and through both reviews again.</summary>
    Reopen,
}
