namespace HonourWall.Admin.Applications;

/// <summary>The part that an account has in one application; never two. The names are stored.</summary>
public enum ApplicationPosition
{
    /// <summary>经办.</summary>
    Author,

    /// <summary>初审.</summary>
    FirstReviewer,

    /// <summary>复审.</summary>
    SecondReviewer,

    /// <summary>申诉复核.</summary>
    AppealReviewer,

    /// <summary>付款.</summary>
    Payer,
}
