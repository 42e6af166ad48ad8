using HonourWall.Admin.Data;

namespace HonourWall.Admin.Accounts;

/// <summary>Who is behind a request whose session is good.</summary>
/// <param name="MustChangePassword">The profile's maximum age has passed.</param>
/// <param name="MustSetSecondFactor">There is none yet, and one is required.</param>
public sealed record SignedIn(Account Account, Session Session, Actor Actor, bool MustChangePassword, bool MustSetSecondFactor)
{
    /// <summary>Nothing is left to do before working.</summary>
    public bool IsComplete => !MustChangePassword && !MustSetSecondFactor;
}
