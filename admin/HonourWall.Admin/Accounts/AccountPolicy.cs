namespace HonourWall.Admin.Accounts;

/// <summary>How accounts behave in this installation.</summary>
/// <param name="Profile">Passwords and timeouts.</param>
/// <param name="SecondFactorRequired">False only for invented people on the own machine (<c>--demo</c>).</param>
public sealed record AccountPolicy(PasswordProfile Profile, bool SecondFactorRequired)
{
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    /// <summary>Wrong attempts in a row before the account is locked for <see cref="LockTime"/>.</summary>
    public const int Attempts = 5;

    public static readonly TimeSpan ActivationLife = TimeSpan.FromHours(24);
}
