using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using HonourWall.Generator.Planning;
using HonourWall.Roll.Diagnostics;
using Xunit;

namespace HonourWall.Generator.Tests.Planning;

/// <summary>Search engines read no more than 50,000 addresses from one sitemap.</summary>
public sealed class SitemapTests : IDisposable
{
    private const int Most = 50_000;

    private readonly SampleContent _content = new();

    public void Dispose() => _content.Dispose();

    [Fact]
    public void More_than_50000_addresses_stand_in_several_sitemaps_of_at_most_so_many_and_each_once()
    {
        var rows = new StringBuilder("id,name,source\nce-shi-yi,测试一,s001\n");
        for (var i = 0; i < Most; i++) rows.Append(CultureInfo.InvariantCulture, $"ren-{i},测试,s001\n");
        _content.With("batches/2020-model-worker.csv", rows.ToString());
        var plan = SitePlanner.Plan(_content.Link(), Assets.Read(), new BuildOptions { Source = _content.Path, Now = SampleContent.Noon }, new DiagnosticBag());

        var index = Read(plan, "sitemap.xml");
        Assert.Equal("sitemapindex", index.Root!.Name.LocalName); // it was parsed
        var parts = Locations(index).Select(l => l.AbsolutePath[1..]).ToList();
        Assert.Equal(["sitemap-1.xml", "sitemap-2.xml"], parts);
        var addresses = parts.Select(p => Locations(Read(plan, p)).ToList()).ToList();
        Assert.Equal(Most, addresses[0].Count);
        Assert.InRange(addresses[1].Count, 1, Most);
        var all = addresses.SelectMany(a => a).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Contains(all, a => a.AbsolutePath == "/honourees/ren-0/");
        Assert.Contains(all, a => a.AbsolutePath == $"/honourees/ren-{Most - 1}/");
    }

    [Fact]
    public void Few_addresses_stand_in_one()
    {
        var plan = SitePlanner.Plan(_content.Link(), Assets.Read(), new BuildOptions { Source = _content.Path, Now = SampleContent.Noon }, new DiagnosticBag());
        Assert.Equal("urlset", Read(plan, "sitemap.xml").Root!.Name.LocalName); // it was parsed
        Assert.DoesNotContain(plan.Files, f => f.Path == "sitemap-1.xml");
    }

    private static XDocument Read(SitePlan plan, string path)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Assert.Single(plan.Files, f => f.Path == path).Begin().Write(buffer);
        return XDocument.Load(new MemoryStream(buffer.WrittenSpan.ToArray()));
    }

    private static IEnumerable<Uri> Locations(XDocument sitemap) => sitemap.Descendants().Where(e => e.Name.LocalName == "loc").Select(e => new Uri(e.Value));
}
