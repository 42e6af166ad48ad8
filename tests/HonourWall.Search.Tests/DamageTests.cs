using HonourWall.Search.Format;
using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>A file that was flipped, cut, swapped, lost or left over gives a message, never a wrong answer.</summary>
public class DamageTests
{
    private static readonly string[] Asked = ["单国强", "供水管网", "东山区的教师", "yuchiming", "王宇梅", "全国示范奖 1959", "梅", "東山區的教師"];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = SampleSite.Build(SampleSite.Documents()).Files;

    [Fact]
    public void A_flipped_bit_anywhere_is_noticed()
    {
        foreach (var (path, bytes) in _files)
        {
            for (var at = 0; at < bytes.Length; at += Math.Max(1, bytes.Length / 60))
            {
                var flipped = bytes.ToArray();
                flipped[at] ^= (byte)(1 << (at % 8));
                AssertSameOrMessage(path, flipped);
            }
        }
    }

    [Fact]
    public void A_file_cut_anywhere_is_noticed()
    {
        foreach (var (path, bytes) in _files)
            for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 30)) AssertSameOrMessage(path, bytes[..length].ToArray());
    }

    [Fact]
    public void A_lost_file_is_noticed()
    {
        foreach (var path in _files.Keys) AssertSameOrMessage(path, null);
    }

    [Fact]
    public void A_file_in_the_place_of_another_is_noticed()
    {
        var paths = _files.Keys.Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < paths.Length; i++) AssertSameOrMessage(paths[i], _files[paths[(i + 1) % paths.Length]].ToArray());
    }

    [Fact]
    public void Texts_of_another_build_are_noticed()
    {
        // Somebody else stands in every slot: as if the texts of a new build met the lists of an old one. The longest stays, so that cells have one size.
        var longest = SampleSite.Documents()[0] with { Id = "longest", Body = new string('长', 2000) };
        SearchDocument[] documents = [.. SampleSite.Documents(), longest];
        var others = documents.Select((d, i) => d == longest ? d : documents[(i + 1) % (documents.Length - 1)] with { Kind = d.Kind, Id = d.Id, Address = d.Address });
        var mixed = SampleSite.Build(documents).Files;
        foreach (var (path, bytes) in SampleSite.Build(others).Files)
            if (path.StartsWith("texts/", StringComparison.Ordinal)) mixed[path] = bytes;
        var searcher = new Searcher(SampleSite.Reader(mixed));
        foreach (var text in new[] { "单国强", "供水管网", "微笑服务" })
            Assert.Contains("different builds", Assert.Throws<BrokenPartException>(() => searcher.Search(new SearchRequest { Text = text })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_of_a_later_format_is_refused()
    {
        var head = _files[Head.Path].ToArray();
        head[2] = Part.Version + 1;
        Assert.Contains("knows format 5", Assert.Throws<BrokenPartException>(() => SampleSite.Reader(With(Head.Path, head))).Message, StringComparison.Ordinal);
    }

    /// <summary>With the file replaced, every question has its right answer or a message that names a file.</summary>
    private void AssertSameOrMessage(string path, byte[]? bytes)
    {
        var whole = new Searcher(SampleSite.Reader(_files));
        foreach (var text in Asked)
        {
            var request = new SearchRequest { Text = text };
            try
            {
                var results = new Searcher(SampleSite.Reader(With(path, bytes))).Search(request);
                Assert.Equal(whole.Search(request).Hits.Select(hit => hit.Document.Id), results.Hits.Select(hit => hit.Document.Id));
                AssertSameAround(whole, new Searcher(SampleSite.Reader(With(path, bytes))), request);
            }
            catch (BrokenPartException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    /// <summary>The numbers beside the choices, another order, and what is suggested.</summary>
    private static void AssertSameAround(Searcher whole, Searcher damaged, SearchRequest request)
    {
        var (right, numbers) = (whole.Facets(request), damaged.Facets(request));
        Assert.Equal(right.SelectMany(facet => facet.Value.Select(value => (facet.Key, value))), numbers.SelectMany(facet => facet.Value.Select(value => (facet.Key, value))));
        var byYear = request with { Sort = SearchSort.Year };
        Assert.Equal(whole.Search(byYear).Hits.Select(hit => hit.Document.Id), damaged.Search(byYear).Hits.Select(hit => hit.Document.Id));
        Assert.Equal(whole.Suggest(request.Text), damaged.Suggest(request.Text));
    }

    private Dictionary<string, ReadOnlyMemory<byte>> With(string path, byte[]? bytes)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(_files, StringComparer.Ordinal);
        if (bytes is null) files.Remove(path);
        else files[path] = bytes;
        return files;
    }
}
