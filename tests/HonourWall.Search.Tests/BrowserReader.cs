using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>The reader of the browser, run by <c>node</c> on the index of the development corpus; all questions are asked of one opened index.</summary>
internal sealed class BrowserReader : IDisposable
{
    public BrowserReader()
    {
        foreach (var (path, bytes) in SearchCorpus.Index)
        {
            var file = Path.Combine(Folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file) ?? Folder);
            File.WriteAllBytes(file, bytes.ToArray());
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("honourwall-index-").FullName;

    /// <param name="script">A published script to use instead of the modules.</param>
    public IReadOnlyList<(string[] Hits, int Total, bool Exact)> Ask(IReadOnlyCollection<string> questions, int limit, string? script = null)
    {
        var start = new ProcessStartInfo("node", [Repository.PathOf("tests/client/run-queries.mjs"), Folder, limit.ToString(CultureInfo.InvariantCulture), .. script is null ? Array.Empty<string>() : [script]])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        var writing = Task.Run(() =>
        {
            foreach (var question in questions) node.StandardInput.WriteLine(question);
            node.StandardInput.Close();
        });
        var output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        writing.Wait();
        Assert.Equal(0, node.ExitCode);
        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).ToList();
        Assert.Equal(questions.Count, answers.Count);
        return answers;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static (string[], int, bool) Read(string line)
    {
        using var answer = JsonDocument.Parse(line);
        var root = answer.RootElement;
        return ([.. root.GetProperty("hits").EnumerateArray().Select(id => id.GetString() ?? "")], root.GetProperty("total").GetInt32(), root.GetProperty("exact").GetBoolean());
    }
}
