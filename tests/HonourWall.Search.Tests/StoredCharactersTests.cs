using System.Diagnostics;
using System.Text;
using HonourWall.Search.Format;
using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>What is stored of a text is read as it was written, here and by whatever a browser takes for GBK. Needs <c>node</c>.</summary>
public class StoredCharactersTests
{
    private static string All => string.Concat(StoredCharacters.Plain.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)).Select(code => (char)code));

    [Fact]
    public async Task Every_character_that_stands_as_it_is_reads_the_same_in_a_browser()
    {
        var start = new ProcessStartInfo("node", ["-e", """
            const chunks = [];
            process.stdin.on('data', chunk => chunks.push(chunk)).on('end', () => process.stdout.write(new TextDecoder('gbk').decode(Buffer.concat(chunks))));
            """])
        { RedirectStandardInput = true, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        var reading = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.StandardInput.BaseStream.WriteAsync(StoredCharacters.Encoding.GetBytes(All), TestContext.Current.CancellationToken);
        node.StandardInput.Close();
        var read = await reading;
        Assert.Equal(21_000, All.Length, 500d);
        Assert.Equal(All, read);
    }

    [Fact]
    public void Every_character_of_a_text_is_read_back()
    {
        var all = All + string.Concat(Enumerable.Range(0x21, 0x2_FFFF).Where(code => code is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32));
        var document = SearchCorpus.Documents[0] with { Body = all, Name = "\"'<&+\\𬱖·", Line = "\u0000\n\t\u200d" };
        var (files, _) = SampleSite.Build([document]);
        var read = SampleSite.Reader(files).Document(SlotOf(files)).Document;
        Assert.Equal((document.Body, document.Name, document.Line), (read.Body, read.Name, read.Line));
    }

    private static int SlotOf(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files) => Searching.FacetFilter.Everyone(SampleSite.Reader(files)).Single();
}
