using System.Collections.Immutable;
using HonourWall.Generator.Reporting;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Tests.Reporting;

/// <summary>
/// A folder of tests/samples/broken: its files over the good ones of <c>_base</c>, without those that its removed.txt names, and the report
/// that is expected of a check.
/// </summary>
internal sealed class BrokenSample(string name)
{
    private static readonly string Samples = Repository.PathOf("tests", "samples", "broken");

    public string Code => name[..5];

    private string Folder => Path.Combine(Samples, name);

    public static IEnumerable<string> Names => Directory.GetDirectories(Samples).Select(f => Path.GetFileName(f)).Where(n => n[0] != '_').Order(StringComparer.Ordinal);

    public IEnumerable<string> Languages => File.Exists(ExpectedPath("en")) ? ["zh", "en"] : ["zh"];

    public string ExpectedPath(string language) => Path.Combine(Folder, language == "zh" ? "expected.txt" : $"expected.{language}.txt");

    /// <summary>Makes the sample's content.</summary>
    public SampleContent Open()
    {
        var content = new SampleContent();
        if (Directory.Exists(Path.Combine(Folder, "content"))) content.CopyOver(Path.Combine(Folder, "content"));
        var removed = Path.Combine(Folder, "removed.txt");
        foreach (var file in File.Exists(removed) ? File.ReadAllLines(removed) : []) content.Without(file);
        return content;
    }

    /// <summary>The whole check.</summary>
    public static ImmutableArray<Diagnostic> Check(SampleContent content) =>
        new BuildPipeline(new BuildOptions { Source = content.Path, Now = SampleContent.Noon }).Run().Diagnostics;

    public static string Report(ImmutableArray<Diagnostic> diagnostics, string language, string content)
    {
        using var output = new StringWriter { NewLine = "\n" };
        DiagnosticPrinter.Print(output, diagnostics, "text", language, false, content);
        return output.ToString();
    }
}
