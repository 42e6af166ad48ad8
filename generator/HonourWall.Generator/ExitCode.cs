namespace HonourWall.Generator;

/// <summary>What the command answers to the shell.</summary>
public static class ExitCode
{
    public const int Ok = 0;
    /// <summary>Content or build errors.</summary>
    public const int ContentErrors = 1;
    public const int Usage = 2;
    /// <summary>The privacy lint found a number that must not be published.</summary>
    public const int PrivacyBlocked = 3;
    /// <summary>An audit that was asked for failed.</summary>
    public const int AuditFailed = 4;
    public const int InputOutput = 5;
    public const int Interrupted = 130;
}
