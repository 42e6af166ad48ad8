using System.Buffers;
using System.Text;
using HonourWall.Generator.Planning;
using HonourWall.Roll.Diagnostics;
using Xunit;

namespace HonourWall.Generator.Tests.Planning;

/// <summary>Former addresses lead to where a page is now, whatever their order; a mistake in one is one message.</summary>
public sealed class RedirectTests : IDisposable
{
    private readonly SampleContent _content = new();
    private readonly DiagnosticBag _diagnostics = new();

    public void Dispose() => _content.Dispose();

    [Fact]
    public void A_former_address_leads_to_any_page_and_over_others_to_the_last()
    {
        var moved = Plan("/older/,/old/,301\n/old/,/honourees/ce-shi-yi/,301\n/names.htm,/wall/#n1,301\n/elsewhere,https://example.org/,301\n");
        Assert.Empty(Said());
        Assert.Contains("\"/older/\" \"/honourees/ce-shi-yi/\";", moved, StringComparison.Ordinal);
        Assert.Contains("\"/old\" \"/honourees/ce-shi-yi/\";", moved, StringComparison.Ordinal);
        Assert.Contains("\"/names.htm\" \"/wall/#n1\";", moved, StringComparison.Ordinal);
        Assert.Contains("\"/elsewhere/\" \"https://example.org/\";", moved, StringComparison.Ordinal);
    }

    [Fact]
    public void What_led_to_a_page_that_was_withdrawn_is_gone_with_it()
    {
        _content.With("batches/2020-model-worker.csv", "id,name,status,source\nce-shi-yi,测试一,,s001\nce-shi-er,测试二,withdrawn,s001\n");
        var moved = Plan("/old/,/honourees/ce-shi-er/,301\n/honourees/ce-shi-er/,,410\n/gone/,,410\n/older/,/gone/,301\n");
        Assert.Empty(Said());
        foreach (var gone in new[] { "/old/", "/gone/", "/older/", "/honourees/ce-shi-er/" }) Assert.Contains($"\"{gone}\" gone;", moved, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_mistake_is_one_message_where_it_was_made()
    {
        Plan("/honourees/ce-shi-yi/,/wall/,301\n/old/,/honourees/ce-shi-yi/,301\n/old/,/wall/,301\n/a/,/b/,301\n/b/,/a/,301\n/c/,/nowhere/,301\n");
        Assert.Equal(["2:1 HW313", "4:1 HW313", "5:5 HW302", "6:5 HW302", "7:5 HW302"], Said());
    }

    [Theory]
    [InlineData("/../../escaped/")]
    [InlineData("/old/../new/")]
    [InlineData("//example.org/")]
    [InlineData("https://example.org/")]
    [InlineData("/.honourwall")]
    [InlineData("/show.asp?id=3")]
    [InlineData("/old/#name")]
    [InlineData("/%E8%80%81/")]
    [InlineData("old/")]
    [InlineData("/")]
    public void An_address_that_no_file_of_the_site_can_answer_is_reported(string from)
    {
        _content.Replace("honourees/ce-shi-yi.md", "name: 测试一", $"name: 测试一\naliases: ['{from}']");
        Plan(from + ",/wall/,301\n");
        Assert.Equal(["3:11 HW156", "2:1 HW156"], Said());
    }

    /// <returns>What nginx is told.</returns>
    private string Plan(string rows)
    {
        _content.With("redirects.csv", "from,to,status\n" + rows);
        var plan = SitePlanner.Plan(_content.Link(), Assets.Read(), new BuildOptions { Source = _content.Path, Now = SampleContent.Noon }, _diagnostics);
        var buffer = new ArrayBufferWriter<byte>();
        Assert.Single(plan.Files, f => f.Path == ".moved.nginx").Begin().Write(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private IEnumerable<string> Said() => _content.Diagnostics.Concat(_diagnostics.ToImmutable()).Select(d => $"{d.Place.Line}:{d.Place.Column} {d.Code}");
}
