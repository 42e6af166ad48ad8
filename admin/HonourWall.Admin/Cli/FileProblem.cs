using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;

namespace HonourWall.Admin.Cli;

/// <summary>What an operator reads when something cannot be read or written: where, and the one thing to do. The framework says it in English only.</summary>
public static partial class FileProblem
{
    public static string Words(Exception problem) => (problem, PathIn(problem)) switch
    {
        ({ InnerException: AddressInUseException }, _) => "这个地址和端口已有程序在用。请用 --port 换一个端口。",
        (FileNotFoundException, { } path) when Directory.Exists(path) => $"“{path}”是文件夹，这里要一个文件。请写出文件名。",
        (FileNotFoundException, { } path) => $"没有这个文件：{path}。请看路径对不对。",
        (DirectoryNotFoundException, { } path) => $"没有这个路径：{path}。请看文件夹对不对。",
        (UnauthorizedAccessException, { } path) when Directory.Exists(path) => $"打不开文件夹“{path}”。这里要文件的，请写出文件名；要文件夹的，请看有没有权限。",
        (UnauthorizedAccessException, { } path) => $"没有权限读写：{path}。请看它属于谁。",
        (_, { } path) => $"读写失败：{path}（{problem.Message}）",
        _ => $"读写失败：{problem.Message}",
    };

    private static string? PathIn(Exception problem) =>
        (problem as FileNotFoundException)?.FileName ?? (Quoted().Match(problem.Message) is { Success: true } found ? found.Groups[1].Value : null);

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
