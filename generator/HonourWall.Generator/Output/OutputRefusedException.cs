namespace HonourWall.Generator.Output;

/// <summary>Why nothing may be written into a folder.</summary>
public enum OutputRefusal
{
    /// <summary>It holds files that we did not write.</summary>
    NotOurs,
    /// <summary>The name belongs to a file.</summary>
    IsFile,
    /// <summary>Another build is writing into it.</summary>
    Busy,
}

/// <summary>The destination cannot be used; nothing was changed.</summary>
public sealed class OutputRefusedException(OutputRefusal refusal, string folder) : IOException($"{refusal}: {folder}")
{
    public OutputRefusal Refusal { get; } = refusal;
    public string Folder { get; } = folder;
}
