namespace HonourWall.Admin.Applications;

/// <summary>Where an application stands. The names are stored: never rename one.</summary>
public enum ApplicationState
{
    /// <summary>草稿.</summary>
    Draft,

    /// <summary>待初审.</summary>
    FirstReview,

    /// <summary>待复审.</summary>
    SecondReview,

    /// <summary>退回补正.</summary>
    Returned,

    /// <summary>已批准: may be paid, once.</summary>
    Approved,

    /// <summary>不予救助: may be appealed, once.</summary>
    Rejected,

    /// <summary>申诉中.</summary>
    Appealed,

    /// <summary>维持原决定.</summary>
    Upheld,

    /// <summary>已撤回.</summary>
    Withdrawn,
}
