using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace HonourWall.Admin.Rules.Releases;

/// <summary>What somebody typed or uploaded to change the rules: text as it came.</summary>
/// <param name="BaseId">The release or proposal that it changes.</param>
/// <param name="File">The file in the editor; empty for an upload alone.</param>
/// <param name="Note">What changes and why.</param>
public sealed partial record RuleEdit(Guid BaseId, string File, string Text, string Tests, string Note, ImmutableArray<PackFile> Uploads)
{
    public const int MaximumBytes = 100_000, MaximumFiles = 100;

    public string TestsFile => Path.GetFileNameWithoutExtension(File) + PackFile.TestsEnding;

    /// <summary>The honours' table has no tests of its own.</summary>
    public bool HasTests => File != "honours.yaml";

    /// <summary>The files as they would be: an emptied one is gone, an upload replaces what has its name.</summary>
    public ImmutableArray<PackFile> ApplyTo(IEnumerable<PackFile> files)
    {
        var all = files.ToDictionary(f => f.ShortName, f => f.Text, StringComparer.Ordinal);
        if (File.Length > 0)
        {
            Put(all, File, Text);
            if (HasTests) Put(all, TestsFile, Tests);
        }
        foreach (var upload in Uploads) Put(all, upload.Name, upload.Text);
        return [.. all.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new PackFile(f.Key, f.Value))];
    }

    /// <summary>Reads the form.</summary>
    /// <returns>Also why a part of it cannot be taken.</returns>
    public static async Task<(RuleEdit Edit, string? Wrong)> ReadAsync(IFormCollection form, CancellationToken cancel)
    {
        string? wrong = null;
        var uploads = ImmutableArray.CreateBuilder<PackFile>();
        foreach (var file in form.Files.GetFiles("files").Where(f => f.Length > 0))
        {
            if (!FileName().IsMatch(file.FileName)) wrong ??= $"文件名“{Shorten(file.FileName)}”要像 fire.yaml 或 fire.tests.yaml：小写字母、数字和横线。";
            else if (file.Length > MaximumBytes) wrong ??= $"{file.FileName} 太大：最多 {MaximumBytes / 1000} KB。";
            else if (uploads.Count >= MaximumFiles) wrong ??= $"一次最多上传 {MaximumFiles} 个文件。";
            else
            {
                var bytes = new byte[file.Length];
                await using var stream = file.OpenReadStream();
                await stream.ReadExactlyAsync(bytes, cancel);
                if (Decode(bytes) is { } text) uploads.Add(new(file.FileName, text));
                else wrong ??= $"{file.FileName} 不是 UTF-8 编码，请另存为 UTF-8。";
            }
        }
        var name = form["file"].ToString();
        var edit = new RuleEdit(Guid.TryParse(form["base"], out var id) ? id : Guid.Empty, FileName().IsMatch(name) && !name.EndsWith(PackFile.TestsEnding, StringComparison.Ordinal) ? name : "", Lines(form["text"]), Lines(form["tests"]), form["note"].ToString().Trim(), uploads.ToImmutable());
        if (edit.Text.Length > MaximumBytes || edit.Tests.Length > MaximumBytes) wrong ??= $"文件太大：最多 {MaximumBytes / 1000} KB。";
        return (edit, wrong);
    }

    private static void Put(Dictionary<string, string> files, string name, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) files.Remove(name);
        else files[name] = text;
    }

    // A browser sends line ends of its own.
    private static string Lines(string? text) => (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd() is { Length: > 0 } typed ? typed + "\n" : "";

    private static string? Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Shorten(string text) => text.Length > 40 ? text[..40] + "…" : text;

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,60}(\.tests)?\.yaml\z")]
    private static partial Regex FileName();
}
