using System.Globalization;
using System.Text;
using HonourWall.Generator;
using Xunit;

[assembly: AssemblyFixture(typeof(HonourWall.Browser.Tests.LargeWall))]

namespace HonourWall.Browser.Tests;

/// <summary>An invented union whose wall is too large to stand in one page: 3,000 names in 40 years.</summary>
public sealed class LargeWall : IAsyncLifetime
{
    public const int Names = 3000;

    private static readonly DateTimeOffset Clock = new(2026, 12, 1, 8, 0, 0, TimeSpan.FromHours(8));

    private const string Surnames = "丁于万王方白单叶刘孙李杨张陈周赵徐高黄曹程解雷谭樊薛魏瞿";
    private const string Given = "一明建国华平玉秀英强文新长乐海林凤山重行";

    private readonly string _folder = Directory.CreateTempSubdirectory("honourwall-wall-").FullName;
    private readonly StringBuilder _batches = new("id,award,year,name,published_count\n");

    public SiteHost Site { get; private set; } = null!; // set by InitializeAsync before any test

    public string StickFolder => Path.Combine(_folder, "stick");

    /// <summary>Every name on the wall in the order of its year, with the id of its page.</summary>
    public List<(int Year, string Name, string Id)> People { get; } = [];

    public async ValueTask InitializeAsync()
    {
        WriteContent();
        Build("stick", stick: true);
        Site = await SiteHost.StartAsync(Build("site", stick: false), "/");
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        Directory.Delete(_folder, true);
    }

    private void WriteContent()
    {
        Write("site.yaml", "title: 示例墙\nlanguage: zh-Hans\ntimezone: Asia/Shanghai\nbase_url: https://example.org/\nbanner: 示例数据：本站人物均为虚构\n");
        Write("districts.csv", "id,name,short\n");
        Write("industries.csv", "id,name\n");
        Write("sources.csv", "id,title\n");
        Write("awards.yaml", "- { id: country, name: 全国示例奖章, level: national, recipient: person }\n- { id: city, name: 示例市劳动模范, level: municipal, recipient: person }\n");
        for (var year = 1980; year < 2020; year++)
        {
            // A small course, one of 45, and in some years a long one of its own registers.
            WriteBatch("country", year, 30);
            WriteBatch("city", year, 45);
        }
        Write("batches.csv", _batches.ToString());
    }

    private void WriteBatch(string award, int year, int count)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{year}-{award}");
        _batches.Append(CultureInfo.InvariantCulture, $"{id},{award},{year},{year}年{(award == "city" ? "示例市劳动模范" : "全国示例奖章")},{(award == "country" ? "1234" : "")}\n");
        var rows = new StringBuilder("id,name\n");
        for (var i = 0; i < count; i++)
        {
            var name = NameOf(People.Count);
            var person = string.Create(CultureInfo.InvariantCulture, $"p{People.Count:D4}");
            // Most ids are what the name reads like, as in real content.
            var slug = Search.Text.NameReading.Of(name).Slug;
            if (People.Count % 10 != 0) person = People.Count(p => p.Name == name) is var same and > 0 ? $"{slug}-{(same + 1).ToString(CultureInfo.InvariantCulture)}" : slug;
            if (People.Any(p => p.Id == person)) person = string.Create(CultureInfo.InvariantCulture, $"q{People.Count:D4}");
            People.Add((year, name, person));
            rows.Append(CultureInfo.InvariantCulture, $"{person},{name}\n");
        }
        Write($"batches/{id}.csv", rows.ToString());
    }

    private static string NameOf(int number) => number switch
    {
        1500 => "买买提·艾力江",
        1501 => "欧阳明",
        1502 => "单国强",
        _ => $"{Surnames[number % Surnames.Length]}{Given[number / 7 % Given.Length]}{(number % 3 == 0 ? "" : Given[number / 31 % Given.Length])}",
    };

    private void Write(string file, string text)
    {
        var path = Path.Combine(_folder, "content", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // below the folder of the test
        File.WriteAllText(path, text);
    }

    private string Build(string name, bool stick)
    {
        var destination = Path.Combine(_folder, name);
        var result = new BuildPipeline(new BuildOptions { Source = Path.Combine(_folder, "content"), Destination = destination, Now = Clock, Stick = stick }).Run(null, TestContext.Current.CancellationToken);
        Assert.True(result.Written, string.Join('\n', result.Diagnostics));
        return destination;
    }
}
