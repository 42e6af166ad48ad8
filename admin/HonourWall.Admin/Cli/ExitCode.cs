namespace HonourWall.Admin.Cli;

/// <summary>What the command answers to the shell; the same numbers as the public command <c>honourwall</c>.</summary>
public static class ExitCode
{
    public const int Ok = 0;
    /// <summary>The data given is wrong: a malformed case, a rule pack with mistakes, a failed test of a pack.</summary>
    public const int Errors = 1;
    public const int Usage = 2;
    /// <summary>A file cannot be read or written.</summary>
    public const int InputOutput = 5;
}
