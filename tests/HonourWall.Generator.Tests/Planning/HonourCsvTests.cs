using HonourWall.Generator.Tests.Building;
using Xunit;

namespace HonourWall.Generator.Tests.Planning;

/// <summary>The file beside each list, as a spreadsheet opens it.</summary>
public sealed class HonourCsvTests : IDisposable
{
    private readonly SampleContent _content = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _content.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_page_about_the_site_explains_every_column()
    {
        var site = SmallUnion.Build(_folder);
        var about = File.ReadAllText(Repository.PathOf("content", "pages", "about.md"));
        string[] columns = [.. ColumnsOf("batches/2020-model-worker"), .. ColumnsOf("districts")];
        Assert.Equal(20, columns.Length);
        Assert.All(columns, column => Assert.Contains($"`{column}`", about, StringComparison.Ordinal));

        string[] ColumnsOf(string list) => File.ReadLines(Path.Combine(site, list, "data.csv")).First().Split(',');
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("－1", "'－1")]
    [InlineData("示例=厂", "示例=厂")]
    public void A_cell_that_a_spreadsheet_would_count_is_shown_as_text(string employer, string written)
    {
        _content.With("batches/2020-model-worker.csv", $"id,name,employer,source\nce-shi-yi,测试一,{employer},s001\nce-shi-er,测试二,示例厂,s001\n");
        var site = _folder.PathOf("site");
        var result = new BuildPipeline(new BuildOptions { Source = _content.Path, Destination = site, Now = SampleContent.Noon }).Run(null, TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Select(d => $"{d.Place} {d.Code}"));
        var bytes = File.ReadAllBytes(Path.Combine(site, "batches", "2020-model-worker", "data.csv"));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Contains($",{written},", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_with_a_comma_is_one_cell_and_a_quotation_mark_is_doubled()
    {
        _content.With("batches/2020-model-worker.csv", "id,name,employer,source\nce-shi-yi,测试一,\"示例\"\"甲\"\"厂，一车间\",s001\nce-shi-er,测试二,,s001\n");
        var site = _folder.PathOf("site");
        var options = new BuildOptions { Source = _content.Path, Destination = site, Now = SampleContent.Noon, BaseUrl = new Uri("https://example.org/a,b/") };
        var result = new BuildPipeline(options).Run(null, TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Select(d => $"{d.Place} {d.Code}"));
        var rows = File.ReadAllText(Path.Combine(site, "batches", "2020-model-worker", "data.csv")).Split("\r\n");
        Assert.EndsWith(",\"https://example.org/a,b/honourees/ce-shi-er/\"", rows.Single(r => r.StartsWith("ce-shi-er,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(",\"示例\"\"甲\"\"厂，一车间\",", rows.Single(r => r.StartsWith("ce-shi-yi,", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
