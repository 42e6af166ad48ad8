using Xunit;

namespace HonourWall.Generator.Tests.Building;

public sealed class ReadingMemoryTests : IDisposable
{
    private const string Person = "honourees/ce-shi-yi.md";

    private readonly GrowingUnion _union = new();

    private string File => _union.PathOf("content/" + Person);

    private string Page => System.IO.File.ReadAllText(_union.PathOf("site/honourees/ce-shi-yi/index.html"));

    public void Dispose() => _union.Dispose();

    [Fact]
    public void A_file_of_the_same_length_and_date_is_read_again_when_it_was_replaced()
    {
        _union.Append(Person, "甲乙丙丁。");
        var day = new DateTime(2020, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        System.IO.File.SetLastWriteTimeUtc(File, day);
        _union.Build("site");
        _union.Build("site");
        System.IO.File.WriteAllText(File, System.IO.File.ReadAllText(File).Replace("甲乙丙丁", "戊己庚辛", StringComparison.Ordinal));
        System.IO.File.SetLastWriteTimeUtc(File, day);
        _union.Build("site");
        Assert.Contains("戊己庚辛", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_said_at_every_build()
    {
        _union.Append(Person, "他患有癌症。");
        var first = _union.Build("site").Diagnostics.Select(d => $"{d.Place} {d.Code}").ToList();
        Assert.Contains(first, d => d.EndsWith("HW606", StringComparison.Ordinal));
        Assert.Equal(first, _union.Build("site").Diagnostics.Select(d => $"{d.Place} {d.Code}"));
    }

    [Fact]
    public void A_source_that_is_gone_is_missed_in_a_text_that_has_not_changed()
    {
        _union.Append(Person, "一句。[^s001]");
        _union.Build("site");
        _union.Build("site");
        var sources = _union.PathOf("content/sources.csv");
        System.IO.File.WriteAllLines(sources, System.IO.File.ReadAllLines(sources).Where(line => !line.StartsWith("s001,", StringComparison.Ordinal)));
        var result = _union.Build("site");
        var line = System.IO.File.ReadAllLines(File).ToList().FindIndex(l => l.StartsWith("一句。", StringComparison.Ordinal)) + 1;
        Assert.Contains(result.Diagnostics, d => d.Code == "HW215" && d.Place.File == "content/" + Person && d.Place.Line == line && d.Place.Column == 4);
        Assert.False(result.Written);
    }

    [Fact]
    public void Whoever_is_reached_by_words_of_a_text_alone_is_reached_while_that_text_is_remembered_and_no_longer_than_it_says_so()
    {
        System.IO.File.WriteAllText(_union.PathOf("content/honourees/wu-hang.md"), "---\nname: 测试五\n---\n一句。\n");
        var text = System.IO.File.ReadAllText(File);
        _union.Append(Person, "地址 honourees/wu-hang 另有一页。");
        Assert.DoesNotContain(_union.Build("site").Diagnostics, d => d.Code == "HW217");
        Assert.DoesNotContain(_union.Build("site").Diagnostics, d => d.Code == "HW217");
        System.IO.File.WriteAllText(File, text);
        Assert.Contains(_union.Build("site").Diagnostics, d => d.Code == "HW217" && d.Place.File == "content/honourees/wu-hang.md");
    }

    [Fact]
    public void A_text_that_is_needed_after_all_comes_from_the_disk()
    {
        _union.Append(Person, "留在盘上的话。");
        _union.Build("site");
        _union.Build("site");
        var page = Page;
        System.IO.File.Delete(_union.PathOf("site/honourees/ce-shi-yi/index.html"));
        _union.Build("site");
        Assert.Equal(page, Page);
        Assert.Contains("留在盘上的话。", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(1500)]
    public void A_memory_that_is_cut_short_is_no_memory(int length)
    {
        _union.Build("site");
        var texts = _union.PathOf(".site.honourwall/texts");
        System.IO.File.WriteAllBytes(texts, System.IO.File.ReadAllBytes(texts)[..length]);
        var result = _union.Build("site");
        Assert.True(result.Written);
        Assert.Equal(0, result.ChangedFiles);
    }

    [Fact]
    public void A_memory_with_another_letter_in_it_is_no_memory()
    {
        _union.Build("site");
        var page = Page;
        var texts = _union.PathOf(".site.honourwall/texts");
        var bytes = System.IO.File.ReadAllBytes(texts);
        var name = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes("name: "));
        bytes[name + 7] ^= 1;
        System.IO.File.WriteAllBytes(texts, bytes);
        Assert.Equal(0, _union.Build("site").ChangedFiles);
        Assert.Equal(page, Page);
    }

    [Theory]
    [InlineData("texts")]
    [InlineData("files")]
    [InlineData("search")]
    public void A_cache_that_cannot_be_kept_fails_no_build(string file)
    {
        // A folder in its place: nothing can be moved there, as on a full disk.
        Directory.CreateDirectory(_union.PathOf($".site.honourwall/{file}/x"));
        Assert.True(_union.Build("site").Written);
        Assert.True(_union.Build("site").Written);
    }
}
