namespace HonourWall.Admin.Applications;

/// <summary>The union's words for states, moves, positions and kinds of documents.</summary>
public static class ApplicationStates
{
    public static IReadOnlyList<ApplicationState> All { get; } = Enum.GetValues<ApplicationState>();

    public static string Word(this ApplicationState state) => state switch
    {
        ApplicationState.Draft => "草稿",
        ApplicationState.FirstReview => "待初审",
        ApplicationState.SecondReview => "待复审",
        ApplicationState.Returned => "退回补正",
        ApplicationState.Approved => "已批准",
        ApplicationState.Rejected => "不予救助",
        ApplicationState.Appealed => "申诉中",
        ApplicationState.Upheld => "维持原决定",
        ApplicationState.Withdrawn => "已撤回",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Word(this ApplicationMove move) => move switch
    {
        ApplicationMove.Submit => "提交",
        ApplicationMove.Withdraw => "撤回",
        ApplicationMove.Support => "初审同意",
        ApplicationMove.Oppose => "初审不同意",
        ApplicationMove.Return => "退回补正",
        ApplicationMove.Approve => "批准",
        ApplicationMove.Reject => "不予救助",
        ApplicationMove.Appeal => "登记申诉",
        ApplicationMove.Uphold => "维持原决定",
        ApplicationMove.Reopen => "重新办理",
        _ => throw new ArgumentOutOfRangeException(nameof(move)),
    };

    public static string Word(this ApplicationPosition position) => position switch
    {
        ApplicationPosition.Author => "经办",
        ApplicationPosition.FirstReviewer => "初审",
        ApplicationPosition.SecondReviewer => "复审",
        ApplicationPosition.AppealReviewer => "申诉复核",
        ApplicationPosition.Payer => "付款",
        _ => throw new ArgumentOutOfRangeException(nameof(position)),
    };

    public static string Word(this DocumentKind kind) => kind switch
    {
        DocumentKind.Identity => "身份和荣誉证明",
        DocumentKind.Medical => "诊断、伤残证明",
        DocumentKind.Expense => "费用票据和结算单",
        DocumentKind.Accident => "事故、火灾证明",
        DocumentKind.Family => "家属关系、收入证明",
        DocumentKind.Other => "其他",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The clerk may change facts and documents.</summary>
    public static bool IsOpenToClerk(this ApplicationState state) => state is ApplicationState.Draft or ApplicationState.Returned;

    /// <summary>Nothing was decided yet.</summary>
    public static bool IsPending(this ApplicationState state) =>
        state is ApplicationState.Draft or ApplicationState.FirstReview or ApplicationState.SecondReview or ApplicationState.Returned or ApplicationState.Appealed;
}
