namespace HonourWall.Generator;

/// <summary>What the disk refused, in words for whoever runs the command.</summary>
public static class InputOutputProblem
{
    /// <summary>Null for an exception that is no matter of files: a bug of ours, whose stack must be seen.</summary>
    public static string? Find(Exception problem)
    {
        // Many files are read at a time; one of them says it all.
        var first = problem is AggregateException several ? several.Flatten().InnerExceptions[0] : problem;
        var reason = first switch
        {
            UnauthorizedAccessException => "没有读写的权限。 Permission was denied.",
            FileNotFoundException or DirectoryNotFoundException => "文件或文件夹不在了。 A file or folder is gone.",
            PathTooLongException => "路径太长。 A path is too long.",
            IOException full when IsNoSpace(full) => "磁盘已满。 The disk is full.",
            IOException { HResult: QuotaExceeded } => "磁盘配额用完了。 The disk quota is used up.",
            IOException { HResult: ReadOnly } => "那里只能读，不能写。 It is read-only there.",
            IOException => "",
            _ => null,
        };
        return reason is null ? null : $"读写失败，上一次的网站没有动。{reason} Reading or writing failed; the last site was left as it was.\n{first.Message}";
    }

    /// <summary>Room is asked for before a file is written, and then .NET tells by its words alone that there is none.</summary>
    private static bool IsNoSpace(IOException problem) => problem.HResult == NoSpace || problem.Message.Contains("disk was full", StringComparison.Ordinal);

    // The numbers of Linux; Windows gives others and its own words.
    private const int NoSpace = 28;
    public const int ReadOnly = 30;
    private const int QuotaExceeded = 122;
}
