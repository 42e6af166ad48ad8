using Xunit;

namespace HonourWall.Generator.Tests.Building;

public sealed class IncrementalTests : IDisposable
{
    private readonly GrowingUnion _union = new();

    public void Dispose() => _union.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(300)]
    [InlineData(4000, true)]
    [InlineData(50000, true)]
    [InlineData(9, true, 2)]
    public void After_any_edits_the_site_is_that_of_a_clean_build(int seed, bool inServer = false, int settling = 0) => EditAndCompare(seed, inServer, settling, _union.Edit);

    [Theory]
    [InlineData(2, false)]
    [InlineData(40, false)]
    [InlineData(3, true)]
    [InlineData(60, true)]
    [InlineData(700, true)]
    [InlineData(5, true, 2)]
    public void After_edits_of_texts_and_now_and_then_another_the_site_is_that_of_a_clean_build(int seed, bool inServer, int settling = 0) =>
        EditAndCompare(seed, inServer, settling, random => random.Next(8) == 0 ? _union.Edit(random) : _union.EditText(random));

    [Theory]
    [InlineData(6, false)]
    [InlineData(80, false)]
    [InlineData(7, true)]
    [InlineData(90, true)]
    [InlineData(8, true, 2)]
    public void After_edits_of_front_matter_and_now_and_then_another_the_site_is_that_of_a_clean_build(int seed, bool inServer, int settling = 0) =>
        EditAndCompare(seed, inServer, settling, random => random.Next(8) switch { 0 => _union.Edit(random), 1 => _union.EditText(random), _ => _union.EditFacts(random) });

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    public void After_any_edits_a_site_that_opens_from_a_folder_is_that_of_a_clean_build(int seed, bool inServer)
    {
        _union.Stick = true;
        EditAndCompare(seed, inServer, 0, random => random.Next(2) == 0 ? _union.Edit(random) : _union.EditText(random));
    }

    /// <summary>As often as that is asked for: these edits are random, and a shortcut that is wrong is wrong now and then.</summary>
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("HONOURWALL_EDITS") ?? "10", System.Globalization.CultureInfo.InvariantCulture);

    private void EditAndCompare(int seed, bool inServer, int settling, Func<Random, string> edit)
    {
        var random = new Random(seed);
        _union.Settling = TimeSpan.FromSeconds(settling);
        BuildResult Build() => inServer ? _union.BuildInServer("site") : _union.Build("site");
        Build();
        for (var step = 0; step < Rounds; step++)
        {
            var edits = Enumerable.Range(0, random.Next(1, 3)).Select(_ => edit(random)).ToList();
            var result = Build();
            Assert.True(result.Written, string.Join("; ", edits) + "\n" + string.Join('\n', result.Diagnostics));
            var clean = "clean-" + step;
            var expected = _union.Build(clean);
            Assert.True(_union.Same("site", clean, out var difference), $"seed {seed}, step {step}, after {string.Join("; ", edits)}: {difference}");
            Assert.Equal((expected.Pages, expected.Files), (result.Pages, result.Files));
            Assert.Equal(expected.Diagnostics.Select(d => $"{d.Place} {d.Code}"), result.Diagnostics.Select(d => $"{d.Place} {d.Code}"));
            _union.Remove(clean);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_text_that_is_as_it_was_before_the_last_build_is_shown_as_it_is(bool inServer)
    {
        BuildResult Build() => inServer ? _union.BuildInServer("site") : _union.Build("site");
        var file = _union.PathOf("content/honourees/ce-shi-yi.md");
        var text = File.ReadAllText(file);
        Build();
        _union.Append("honourees/ce-shi-yi.md", "又添一句。");
        Build();
        Assert.Contains("又添一句。", File.ReadAllText(_union.PathOf("site/honourees/ce-shi-yi/index.html")), StringComparison.Ordinal);
        // What was remembered of the reading is lost and that of the build is not, as after a full disk.
        if (!inServer) File.Delete(_union.PathOf(".site.honourwall/texts"));
        File.WriteAllText(file, text);
        Assert.True(Build().Written);
        Assert.DoesNotContain("又添一句。", File.ReadAllText(_union.PathOf("site/honourees/ce-shi-yi/index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_changes_as_a_notice_ends_leaves_no_notice_open()
    {
        _union.Build("site");
        _union.Now = _union.Now.AddYears(1);
        _union.Append("honourees/ce-shi-yi.md", "又添一句。");
        _union.Build("site");
        _union.Build("clean");
        Assert.True(_union.Same("site", "clean", out var difference), difference);
    }

    [Fact]
    public void A_file_that_is_published_as_a_moment_elsewhere_is_taken_back_is_shown()
    {
        Write("ren-0", $"publish_on: {_union.Now.AddDays(2):yyyy-MM-dd}");
        Write("ren-1", $"publish_on: {_union.Now.AddDays(-2):yyyy-MM-dd}");
        _union.Build("site");
        _union.Now = _union.Now.AddDays(3);
        Write("ren-1", "occupation: 钳工");
        _union.Build("site");
        _union.Build("clean");
        Assert.True(_union.Same("site", "clean", out var difference), difference);
        Assert.Contains("一句新话", File.ReadAllText(_union.PathOf("site/honourees/ren-0/index.html")), StringComparison.Ordinal);

        void Write(string id, string line)
        {
            var row = Directory.EnumerateFiles(_union.PathOf("content/batches")).SelectMany(File.ReadLines).First(l => l.StartsWith(id + ",", StringComparison.Ordinal));
            File.WriteAllText(_union.PathOf($"content/honourees/{id}.md"), $"---\nname: {row.Split(',')[1]}\n{line}\n---\n一句新话。\n");
        }
    }

    [Fact]
    public void A_sentence_more_changes_the_page_and_what_quotes_it_and_nothing_else()
    {
        _union.Build("site");
        _union.Append("honourees/ce-shi-yi.md", "又添一句。");
        var result = _union.Build("site");
        Assert.InRange(result.ChangedFiles, 1, 40);
        Assert.True(result.Files > 150);
    }

    [Fact]
    public void Nothing_changes_where_nothing_was_edited()
    {
        _union.Build("site");
        Assert.Equal(0, _union.Build("site").ChangedFiles);
    }

    [Fact]
    public void Without_the_cache_or_with_a_broken_one_everything_is_built_anew_and_the_same()
    {
        _union.Build("site");
        var cache = _union.PathOf(".site.honourwall");
        File.WriteAllText(Path.Combine(cache, "files"), "no cache");
        Assert.Equal(0, _union.Build("site").ChangedFiles);
        Directory.Delete(cache, true);
        Assert.Equal(0, _union.Build("site").ChangedFiles);
    }

    [Theory]
    [InlineData("files")]
    [InlineData("search")]
    [InlineData("texts")]
    public void With_a_part_of_the_cache_lost_or_cut_the_site_is_that_of_a_clean_build(string part)
    {
        _union.Build("site");
        var file = _union.PathOf(Path.Combine(".site.honourwall", part));
        foreach (var lose in (Action[])[() => File.Delete(file), () => File.WriteAllBytes(file, File.ReadAllBytes(file)[..^20]), () => File.WriteAllBytes(file, [])])
        {
            lose();
            _union.Append("honourees/ce-shi-yi.md", "又添一句。");
            _union.Build("site");
            _union.Build("clean");
            Assert.True(_union.Same("site", "clean", out var difference), difference);
            _union.Remove("clean");
        }
    }

    [Fact]
    public void A_site_that_was_deleted_is_built_whole_again_whatever_the_cache_remembers()
    {
        var all = _union.Build("site").ChangedFiles;
        Directory.Delete(_union.PathOf("site"), true);
        _union.Append("stories/liang-dai-ren.md", "新的一段。");
        Assert.Equal(all, _union.Build("site").ChangedFiles);
        _union.Build("clean");
        Assert.True(_union.Same("site", "clean", out var difference), difference);
        Assert.Equal(0, _union.Build("site").ChangedFiles);
    }

    [Theory]
    [InlineData(false, "honourees/ce-shi-yi.md")]
    [InlineData(false, "stories/liang-dai-ren.md")]
    [InlineData(true, "honourees/ce-shi-yi.md")]
    [InlineData(true, "stories/liang-dai-ren.md")]
    public void What_was_deleted_or_changed_in_the_site_is_made_again_with_the_next_edit_whatever_it_is(bool inServer, string edited)
    {
        BuildResult Build() => inServer ? _union.BuildInServer("site") : _union.Build("site");
        Build();
        foreach (var lost in (string[])["search/index/terms", "search/index/texts", "names", "honourees/ren-0"])
        {
            // One of each kind: a page and what was compressed of it are looked for apart.
            foreach (var file in Directory.EnumerateFiles(_union.PathOf("site/" + lost), "*", SearchOption.AllDirectories).GroupBy(Path.GetExtension).Select(g => g.Order(StringComparer.Ordinal).First()).ToList())
            {
                foreach (var spoil in (Action<string>[])[File.Delete, f => File.AppendAllText(f, "x")])
                {
                    // A part of the index has another name after an edit that changes it.
                    var spoilt = File.Exists(file) ? file : Directory.EnumerateFiles(Path.GetDirectoryName(file)!).First(); // it lies in a folder
                    spoil(spoilt);
                    _union.Append(edited, "又添一句。");
                    var result = Build();
                    var expected = _union.Build("clean");
                    Assert.True(_union.Same("site", "clean", out var difference), $"{spoilt}: {difference}");
                    Assert.Equal(expected.Files, result.Files);
                    _union.Remove("clean");
                }
            }
        }
    }

    [Fact]
    public void A_file_beside_which_pictures_may_stand_is_read_again_by_a_server_that_took_it_for_unchanged_on_another_day()
    {
        Directory.CreateDirectory(_union.PathOf("content/honourees/ce-shi-yi"));
        File.Move(_union.PathOf("content/honourees/ce-shi-yi.md"), _union.PathOf("content/honourees/ce-shi-yi/index.md"));
        _union.BuildInServer("site");
        _union.Now = _union.Now.AddDays(1);
        _union.BuildInServer("site");
        _union.Append("honourees/ce-shi-yi/index.md", "又添一句。");
        Assert.True(_union.BuildInServer("site").Written);
        _union.Build("clean");
        Assert.True(_union.Same("site", "clean", out var difference), difference);
    }

    [Fact]
    public void Another_moment_closes_a_notice_and_opens_nothing_old()
    {
        _union.Build("site");
        _union.Now = _union.Now.AddYears(1);
        _union.Build("site");
        _union.Build("clean");
        Assert.True(_union.Same("site", "clean", out var difference), difference);
    }

    [Fact]
    public void A_link_to_a_page_that_goes_is_reported_though_the_page_with_the_link_did_not_change()
    {
        _union.Append("honourees/ce-shi-yi.md", "见[一位同事](/honourees/ren-3/)。");
        Assert.True(_union.Build("site").Written);
        _union.RemovePerson(3);
        var result = _union.Build("site");
        Assert.False(result.Written);
        Assert.Contains(result.Diagnostics, d => d.Code == "HW401");
    }

    [Theory]
    [InlineData(false, "honourees/ce-shi-yi.md", "stories/liang-dai-ren.md")]
    [InlineData(true, "honourees/ce-shi-yi.md", "stories/liang-dai-ren.md")]
    [InlineData(false, "stories/liang-dai-ren.md", "honourees/ce-shi-yi.md")]
    [InlineData(true, "stories/liang-dai-ren.md", "honourees/ce-shi-yi.md")]
    public void A_place_that_goes_from_a_page_is_reported_where_a_text_leads_to_it(bool inServer, string target, string leader)
    {
        BuildResult Build() => inServer ? _union.BuildInServer("site") : _union.Build("site");
        var text = File.ReadAllText(_union.PathOf("content/" + target));
        _union.Append(target, "## 那一年");
        _union.Append(leader, $"见[那一年](/{target[..^3]}/#那一年)。");
        Assert.True(Build().Written);

        File.WriteAllText(_union.PathOf("content/" + target), text);
        var result = Build();
        Assert.False(result.Written);
        Assert.Equal("content/" + leader, Assert.Single(result.Diagnostics, d => d.Code == "HW403").Place.File);

        _union.Append(target, "## 那一年");
        Assert.True(Build().Written);
    }
}
