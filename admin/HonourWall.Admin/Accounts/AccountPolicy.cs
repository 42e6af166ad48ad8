namespace HonourWall.Admin.Accounts;

/// <summary>How accounts behave in this installation.</summary>
/// <param name="Profile">Passwords and timeouts.</param>
/// <param name="SecondFactorRequired">False only for invented people on the own machine (<c>--demo</c>).</param>
public sealed record AccountPolicy(PasswordProfile Profile, bool SecondFactorRequired)
{
    /// <summary>Passwords that somebody else has already; with the operator's list where there is one.</summary>
    public BreachedPasswords Breached { get; init; } = new();

    /// <summary>What is wrong with a new password, in words for its field; null when nothing is.</summary>
    /// <param name="own">Words of the account itself, such as its sign-in name.</param>
    public string? Refuse(string password, params IEnumerable<string> own) =>
        Profile.Refuse(password, own) ?? (Breached.Contains(password) ? "这个密码在公开的泄露密码名单里，别人会先拿它来试，请换一个。" : null);

    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    /// <summary>Wrong attempts in a row before the account is locked for <see cref="LockTime"/>.</summary>
    public const int Attempts = 5;

    public static readonly TimeSpan ActivationLife = TimeSpan.FromHours(24);
}
