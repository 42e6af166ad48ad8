using HonourWall.Roll.Diagnostics;
using Xunit;

namespace HonourWall.Generator.Tests.Reporting;

/// <summary>Every diagnostic at its place and in its words. <c>APPROVE=1 dotnet test</c> writes what is printed now.</summary>
public sealed class BrokenContentTests
{
    /// <summary>Diagnostics that no content folder can hold, and the test that shows them.</summary>
    private static readonly Dictionary<string, string> TestedElsewhere = new(StringComparer.Ordinal)
    {
        ["HW100"] = nameof(A_folder_that_is_not_there_is_reported),
    };

    public static TheoryData<string> Samples => [.. BrokenSample.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_broken_sample_is_reported_as_expected(string name)
    {
        var sample = new BrokenSample(name);
        using var content = sample.Open();
        var diagnostics = BrokenSample.Check(content);
        Assert.Contains(diagnostics, d => d.Code == sample.Code);
        foreach (var language in sample.Languages)
        {
            var report = BrokenSample.Report(diagnostics, language, content.Path);
            if (Environment.GetEnvironmentVariable("APPROVE") == "1") File.WriteAllText(sample.ExpectedPath(language), report);
            Assert.Equal(File.ReadAllText(sample.ExpectedPath(language)), report);
        }
    }

    [Fact]
    public void The_base_of_the_samples_has_nothing_to_report()
    {
        using var content = new SampleContent();
        Assert.Empty(BrokenSample.Check(content));
    }

    [Fact]
    public void Every_diagnostic_has_a_sample()
    {
        var shown = BrokenSample.Names.Select(n => n[..5]).Concat(TestedElsewhere.Keys);
        Assert.Equal(DiagnosticCatalogue.All.Select(e => e.Code), shown.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_reported()
    {
        using var folder = new TemporaryFolder();
        var content = folder.PathOf("contant");
        var result = new BuildPipeline(new BuildOptions { Source = content, Now = DateTimeOffset.UnixEpoch }).Run(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("""
            contant: error HW100: there is no content folder "contant"
                help: Check that --source points to the right place.

            """, BrokenSample.Report(result.Diagnostics, "en", content));
    }
}
