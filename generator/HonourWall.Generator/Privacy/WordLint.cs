using System.Buffers;
using System.Text.RegularExpressions;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Privacy;

/// <summary>Warns of home addresses (HW605) and of words about health or hardship beside a person (HW606).</summary>
/// <param name="names">Everybody on the roll.</param>
internal sealed partial class WordLint(ContentFile file, Lazy<SearchValues<string>> names, DiagnosticBag diagnostics)
{
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。！？；\r\n");

    /// <summary>Without one of these there is no address to look for.</summary>
    private static readonly WordFinder AddressParts = new("楼元幢栋住籍", ["号楼", "单元", "幢", "栋", "家住", "住址", "现住", "户籍"]);

    private readonly string _text = file.Text;

    public void Check()
    {
        CheckHomeAddresses();
        if (SensitiveWords.Contains(_text)) CheckSensitiveWords();
    }

    private void CheckHomeAddresses()
    {
        if (AddressParts.Find(_text) is null) return;
        foreach (Match match in HomeAddress().Matches(_text))
        {
            if (!Office().IsMatch(_text.AsSpan(LineStart(match.Index), match.Index + match.Length - LineStart(match.Index)))) diagnostics.Add("HW605", file.PlaceAt(match.Index, match.Length));
        }
    }

    private void CheckSensitiveWords()
    {
        for (var start = 0; start < _text.Length;)
        {
            var length = _text.AsSpan(start).IndexOfAny(SentenceEnds);
            var end = length < 0 ? _text.Length : start + length;
            var sentence = _text[start..end];
            if (SensitiveWords.Find(sentence) is var (index, word) && IsAboutSomebody(sentence)) diagnostics.Add("HW606", file.PlaceAt(start + index, word.Length), word);
            start = end + 1;
        }
    }

    /// <summary>A person's own file and a row of a list are about that person; elsewhere somebody must be named.</summary>
    private bool IsAboutSomebody(string sentence)
    {
        if (IsIn("honourees") || IsIn("batches")) return true;
        var mayUsePronouns = IsIn("stories") || IsIn("studios") || IsIn("collectives");
        return (mayUsePronouns && sentence.AsSpan().IndexOfAny("他她") >= 0) || sentence.AsSpan().ContainsAny(names.Value);
    }

    private bool IsIn(string folder) => file.Name.Split('/') is [_, var first, _, ..] && first == folder;

    private int LineStart(int offset) => _text.LastIndexOfAny(['\r', '\n'], Math.Max(0, offset - 1)) + 1;

    /// <summary>A flat within a block, or "home is at" with a number after it.</summary>
    [GeneratedRegex(
        @"[0-9０-９一二三四五六七八九十甲乙]{1,4}\s*(号楼|栋|幢|楼)\s*[0-9０-９一二三四五六七八九十A-Za-z]{1,3}\s*(单元|门)(\s*[0-9０-９]{1,4}\s*(室|号|户)?)?|"
        + @"[0-9０-９一二三四五六七八九十]{1,4}\s*(号楼|栋|幢)\s*[0-9０-９]{3,4}\s*(室|号|户)|"
        + @"(家住|家庭住址|住址|现住址?|户籍地址?)(在|：|:|\s)*[^，。；,\r\n]{1,20}[0-9０-９一二三四五六七八九十]+\s*(号|楼|室|单元|栋|幢)",
        RegexOptions.CultureInvariant)]
    private static partial Regex HomeAddress();

    [GeneratedRegex("(大厦|写字楼|办公楼|办公区|办公室|机关|总部|会议中心|园区)[^，。；]{0,12}[0-9０-９一二三四五六七八九十]", RegexOptions.CultureInvariant)]
    private static partial Regex Office();
}
