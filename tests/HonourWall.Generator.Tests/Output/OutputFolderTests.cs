using System.Text;
using HonourWall.Generator.Output;
using Xunit;

namespace HonourWall.Generator.Tests.Output;

public sealed class OutputFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Site => _folder.PathOf("site");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_changes_until_the_new_site_replaces_the_old_one()
    {
        Build(("index.html", "old"));
        using (var output = Open())
        {
            output.Write("index.html", "new"u8);
            Assert.Equal("old", Read("index.html"));
        }
        Assert.Equal("old", Read("index.html"));
    }

    [Fact]
    public void A_file_that_is_no_longer_wanted_is_deleted_with_its_empty_folders()
    {
        Build(("index.html", "home"), ("honourees/ceshi-yi/index.html", "测试一"));
        Build(("index.html", "home"));
        Assert.False(Directory.Exists(Path.Combine(Site, "honourees")));
        Assert.Equal("home", Read("index.html"));
    }

    [Fact]
    public void An_unchanged_file_is_not_touched()
    {
        Build(("index.html", "home"), ("about/index.html", "about"));
        var before = File.GetLastWriteTimeUtc(Path.Combine(Site, "index.html"));
        Thread.Sleep(20);
        using var output = Open();
        output.Write("index.html", "home"u8);
        output.Write("about/index.html", "changed"u8);
        output.Replace();
        Assert.Equal(1, output.Written);
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(Site, "index.html")));
    }

    [Fact]
    public void A_file_that_somebody_deleted_is_written_again()
    {
        Build(("index.html", "home"));
        File.Delete(Path.Combine(Site, "index.html"));
        Build(("index.html", "home"));
        Assert.Equal("home", Read("index.html"));
    }

    [Fact]
    public void A_folder_that_is_not_ours_is_refused_and_left_alone()
    {
        _folder.Write("site/thesis.docx", "years of work");
        var refused = Assert.Throws<OutputRefusedException>(() => Build(("index.html", "home")));
        Assert.Equal(OutputRefusal.NotOurs, refused.Refusal);
        Assert.Throws<OutputRefusedException>(() => OutputFolder.Delete(Site));
        Assert.Equal("years of work", Read("thesis.docx"));
        Assert.Single(Directory.GetFileSystemEntries(Site));
    }

    [Fact]
    public void A_link_stays_a_link_and_what_it_leads_to_gets_the_site()
    {
        Directory.CreateDirectory(_folder.PathOf("disk/www"));
        Directory.CreateSymbolicLink(Site, _folder.PathOf("disk/www"));
        foreach (var text in (string[])["first", "second"])
        {
            Build(("index.html", text));
            Assert.NotNull(new DirectoryInfo(Site).LinkTarget);
            Assert.Equal(text, File.ReadAllText(_folder.PathOf("disk/www/index.html")));
        }
    }

    [Fact]
    public void A_second_build_into_the_same_folder_is_refused_while_the_first_runs()
    {
        using var first = Open();
        var refused = Assert.Throws<OutputRefusedException>(() => Open());
        Assert.Equal(OutputRefusal.Busy, refused.Refusal);
    }

    [Fact]
    public void What_a_killed_build_left_beside_the_site_is_cleared_by_the_next()
    {
        _folder.Write(".site.honourwall.new/index.html", "half");
        Build(("index.html", "home"));
        Assert.Equal(["site"], Directory.GetFileSystemEntries(_folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void Compressed_files_stand_beside_texts_and_are_kept_while_the_text_is_the_same()
    {
        var text = string.Concat(Enumerable.Repeat("<p>劳动模范</p>\n", 100));
        var precompressor = new Precompressor(true, true);
        for (var round = 0; round < 2; round++)
        {
            using var output = OutputFolder.Open(Site, precompressor);
            output.Write("index.html", Encoding.UTF8.GetBytes(text));
            output.Write("small.txt", "short"u8);
            output.Replace();
            Assert.Equal(round == 0 ? 2 : 0, output.Written);
        }
        Assert.True(new FileInfo(Path.Combine(Site, "index.html.br")).Length < 300);
        using var gzip = new System.IO.Compression.GZipStream(File.OpenRead(Path.Combine(Site, "index.html.gz")), System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal(text, new StreamReader(gzip).ReadToEnd());
        Assert.False(File.Exists(Path.Combine(Site, "small.txt.gz")));
    }

    private OutputFolder Open() => OutputFolder.Open(Site, new Precompressor(false, false));

    private void Build(params (string Path, string Text)[] files)
    {
        using var output = Open();
        foreach (var (path, text) in files) output.Write(path, Encoding.UTF8.GetBytes(text));
        output.Replace();
    }

    private string Read(string path) => File.ReadAllText(Path.Combine(Site, path));
}
