using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>How often the search page waits for the line until its first results are there: a bound for questions of every kind. Needs <c>node</c>.</summary>
public sealed class RoundsTests : IDisposable
{
    private const int MostRounds = 3;
    private readonly BrowserReader _browser = new();

    public void Dispose() => _browser.Dispose();

    [Fact]
    public void The_line_is_waited_for_three_times_at_most_and_what_is_shown_first_stays_first()
    {
        var rows = Rows(each: 12);
        Assert.True(rows.Count > 500);
        foreach (var row in rows)
        {
            var question = $"{row.GetProperty("kind").GetString()} {row.GetProperty("request").GetRawText()}";
            var (first, whole) = (Ids(row, "first"), Ids(row, "whole"));
            Assert.True(row.GetProperty("rounds").GetInt32() <= MostRounds, $"{question}: {row.GetProperty("rounds")} rounds");
            // Where there was no time for all, what holds parts of the words stands there until the rest is known.
            if (row.GetProperty("cut").GetBoolean() && row.GetProperty("match").GetString() != "exact") continue;
            Assert.True(whole.Take(first.Length).SequenceEqual(first), $"{question}: {string.Join(' ', first)} first, {string.Join(' ', whole)} in the end");
            Assert.True(first.Length == whole.Length || row.GetProperty("cut").GetBoolean(), $"{question}: {first.Length} of {whole.Length}, and it does not say so");
        }
        Assert.True(rows.Count(row => row.GetProperty("cut").GetBoolean()) < rows.Count / 30);
    }

    private static string[] Ids(JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(id => id.GetString() ?? "")];

    private List<JsonElement> Rows(int each)
    {
        var start = new ProcessStartInfo("node", [Repository.PathOf("tests/client/run-rounds.mjs"), _browser.Folder, $"{each}"]) { RedirectStandardOutput = true };
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        var lines = node.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
