using Xunit;

namespace HonourWall.Generator.Tests.Building;

/// <summary>A server keeps the content and reads only texts that changed; here it is asked for what it must not keep.</summary>
public sealed class ServerMemoryTests : IDisposable
{
    private const string Person = "honourees/ce-shi-yi.md";

    private readonly GrowingUnion _union = new();

    public ServerMemoryTests()
    {
        _union.BuildInServer("site");
        _union.BuildInServer("site");
    }

    private string File => _union.PathOf("content/" + Person);

    public void Dispose() => _union.Dispose();

    [Fact]
    public void A_text_is_all_that_is_read()
    {
        _union.Append(Person, "又添一句。");
        AssertClean();
        Assert.True(_union.ReadPeopleOnly);
    }

    [Fact]
    public void Of_front_matter_that_shows_with_the_person_alone_nothing_else_is_read()
    {
        System.IO.File.WriteAllText(File, System.IO.File.ReadAllText(File).Replace("occupation: 清洁工", "occupation: 调度员", StringComparison.Ordinal));
        AssertClean();
        Assert.True(_union.ReadPeopleOnly);
        Assert.Contains("调度员", System.IO.File.ReadAllText(_union.PathOf("site/stories/liang-dai-ren/index.html")) + Page("ce-shi-yi"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("born: 1915~", "born: 1970", "HW221")]
    [InlineData("industry: sanitation", "industry: keine", "HW204")]
    public void Front_matter_that_is_wrong_is_reported_and_no_longer_once_it_is_mended(string old, string now, string code)
    {
        var good = System.IO.File.ReadAllText(File);
        System.IO.File.WriteAllText(File, good.Replace(old, now, StringComparison.Ordinal));
        Assert.Contains(_union.BuildInServer("site").Diagnostics, d => d.Code == code);
        Assert.Contains(_union.BuildInServer("site").Diagnostics, d => d.Code == code);
        System.IO.File.WriteAllText(File, good);
        AssertClean();
    }

    [Fact]
    public void Two_saves_in_one_moment_show_the_second()
    {
        _union.Settling = TimeSpan.FromSeconds(2);
        _union.Append(Person, "甲乙丙丁。");
        var stamp = System.IO.File.GetLastWriteTimeUtc(File);
        _union.BuildInServer("site");
        System.IO.File.WriteAllText(File, System.IO.File.ReadAllText(File).Replace("甲乙丙丁", "戊己庚辛", StringComparison.Ordinal));
        System.IO.File.SetLastWriteTimeUtc(File, stamp);
        AssertClean();
        Assert.Contains("戊己庚辛", Page("ce-shi-yi"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: 测试一", "name: 测试改")]
    [InlineData("---", "---\ndraft: true")]
    public void The_front_matter_is_read_with_all_else(string old, string now)
    {
        var text = System.IO.File.ReadAllText(File);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0);
        System.IO.File.WriteAllText(File, text[..at] + now + text[(at + old.Length)..]);
        _union.BuildInServer("site");
        Assert.False(_union.ReadPeopleOnly);
    }

    [Fact]
    public void A_file_that_comes_or_goes_is_noticed()
    {
        System.IO.File.Delete(File);
        AssertClean();
        Assert.False(_union.ReadPeopleOnly);
        System.IO.File.WriteAllText(_union.PathOf("content/stories/xin.md"), "---\ntitle: 示例\n---\n一句。\n");
        AssertClean();
        Assert.False(_union.ReadPeopleOnly);
    }

    [Fact]
    public void A_text_that_is_broken_is_reported_with_its_place_and_no_longer_once_it_is_mended()
    {
        var good = System.IO.File.ReadAllText(File);
        _union.Append(Person, "一句。[^keine]");
        var broken = _union.BuildInServer("site");
        Assert.False(broken.Written);
        Assert.Contains(broken.Diagnostics, d => d.Code == "HW215" && d.Place.File == "content/" + Person);
        Assert.Equal(broken.Diagnostics.Select(d => $"{d.Place} {d.Code}"), _union.BuildInServer("site").Diagnostics.Select(d => $"{d.Place} {d.Code}"));
        System.IO.File.WriteAllText(File, good + "\n又一句。\n");
        AssertClean();
    }

    [Fact]
    public void What_privacy_forbids_is_found_in_a_text_that_alone_is_read()
    {
        _union.Append(Person, "身份证号 11010519491231002X。");
        var result = _union.BuildInServer("site");
        Assert.False(result.Written);
        Assert.Contains(result.Diagnostics, d => d.Code.StartsWith("HW6", StringComparison.Ordinal) && d.Place.File == "content/" + Person);
    }

    [Fact]
    public void Other_files_faults_are_said_again_while_texts_change()
    {
        _union.Append("honourees/ce-shi-er.md", "他患有癌症。");
        var first = _union.BuildInServer("site").Diagnostics.Select(d => $"{d.Place} {d.Code}").ToList();
        Assert.Contains(first, d => d.EndsWith("HW606", StringComparison.Ordinal));
        _union.BuildInServer("site");
        _union.Append(Person, "又添一句。");
        Assert.Equal(first, _union.BuildInServer("site").Diagnostics.Select(d => $"{d.Place} {d.Code}"));
        Assert.True(_union.ReadPeopleOnly);
    }

    [Fact]
    public void A_text_that_changes_as_a_notice_ends_leaves_no_notice_open()
    {
        _union.Now = _union.Now.AddHours(6);
        _union.Append(Person, "又添一句。");
        AssertClean();
        _union.Now = _union.Now.AddYears(1);
        _union.Append(Person, "再添一句。");
        AssertClean();
        Assert.False(_union.ReadPeopleOnly);
    }

    [Fact]
    public void A_page_that_somebody_deleted_is_made_again_with_the_next_text()
    {
        System.IO.File.Delete(_union.PathOf("site/honourees/ren-3/index.html"));
        _union.Append(Person, "又添一句。");
        AssertClean();
    }

    [Fact]
    public void Words_that_lead_to_a_page_reach_farther_than_their_text()
    {
        System.IO.File.WriteAllText(_union.PathOf("content/honourees/wu-hang.md"), "---\nname: 测试五\n---\n一句。\n");
        var text = System.IO.File.ReadAllText(File);
        _union.Append(Person, "地址 honourees/wu-hang 另有一页。");
        Assert.DoesNotContain(_union.BuildInServer("site").Diagnostics, d => d.Code == "HW217");
        _union.BuildInServer("site");
        System.IO.File.WriteAllText(File, text);
        Assert.Contains(_union.BuildInServer("site").Diagnostics, d => d.Code == "HW217");
    }

    private string Page(string id) => System.IO.File.ReadAllText(_union.PathOf($"site/honourees/{id}/index.html"));

    private void AssertClean()
    {
        var result = _union.BuildInServer("site");
        Assert.True(result.Written, string.Join('\n', result.Diagnostics));
        var clean = "clean-" + Guid.NewGuid();
        var expected = _union.Build(clean);
        Assert.True(_union.Same("site", clean, out var difference), difference);
        Assert.Equal(expected.Diagnostics.Select(d => $"{d.Place} {d.Code}"), result.Diagnostics.Select(d => $"{d.Place} {d.Code}"));
    }
}
