using System.Globalization;
using System.Text.RegularExpressions;
using HonourWall.Generator.Names;
using HonourWall.Generator.Planning;
using HonourWall.Generator.Wall;
using HonourWall.Site.Pages;
using Xunit;

namespace HonourWall.Generator.Tests.Wall;

public sealed partial class WallBuilderTests : IDisposable
{
    private readonly SampleContent _content = new();

    [Fact]
    public void Each_year_has_a_stele_the_first_first_and_年份待考_last()
    {
        _content.With("batches.csv", """
            id,award,year,name
            2020-model-worker,model-worker,2020,2020年全国劳动模范
            2020-unit-certificate,unit-certificate,2020,2020年全国五一劳动奖状
            undated,model-worker,,全国劳动模范（年份待考）
            1959,model-worker,1959,1959年全国劳动模范
            """).With("batches/undated.csv", "id,name\nwang-yi,王一\n").With("batches/1959.csv", "id,name\nli-er,李二\n");

        var wall = Build().Model;

        Assert.Equal([1959, 2020, null], wall.Steles.Select(s => s.Year));
        Assert.Equal(["y1959", "y2020", "yundated"], wall.Steles.Select(s => s.Anchor));
        Assert.Equal(4, wall.Coverage.Collected);
    }

    [Fact]
    public void Units_stand_at_the_foot_and_people_from_elsewhere_not_at_all()
    {
        _content.With("batches/2020-model-worker.csv", "id,name,outside\nce-shi-yi,测试一,\nce-shi-er,测试二,1\n");

        var stele = Assert.Single(Build().Model.Steles);

        Assert.Equal(["测试一"], NamesOf(stele).Select(n => n.Name));
        Assert.Equal(1, stele.Names);
        var foot = Assert.Single(stele.Collectives);
        Assert.Equal(("全国五一劳动奖状", "/batches/2020-unit-certificate/", 1), (foot.Text, foot.Address, foot.Count));
    }

    [Fact]
    public void A_long_course_stands_in_the_order_of_strokes_and_is_cut_where_a_count_begins()
    {
        WriteCourse(900);

        var stele = Build().Model.Steles[0];

        var names = NamesOf(stele).Select(n => n.Name).ToList();
        Assert.Equal(900, names.Count);
        Assert.Equal(names.Order(NameOrder.Instance), names);
        Assert.InRange(stele.Blocks.Length, 3, 4);
        Assert.All(stele.Blocks, block => Assert.InRange(block.Parts.Sum(p => p.Cells.Length), 1, 400));
        Assert.All(stele.Blocks.SelectMany(b => b.Parts), part => Assert.True(part.OwnRegister && part.Cells[0] is StrokeMark));
        Assert.Equal([true], stele.Blocks.SelectMany(b => b.Parts).Select(p => p.Begins).Where(begins => begins));
        // Every mark tells the strokes of the names after it.
        int? marked = -1;
        foreach (var cell in stele.Blocks.SelectMany(b => b.Parts).SelectMany(p => p.Cells))
        {
            if (cell is StrokeMark mark) marked = mark.Strokes;
            else Assert.Equal(NameOrder.StrokesOf(((WallName)cell).Name), marked);
        }
    }

    [Fact]
    public void Small_courses_run_on_in_one_block()
    {
        _content.With("batches.csv", """
            id,award,year,name
            2020-model-worker,model-worker,2020,2020年全国劳动模范
            2020-unit-certificate,unit-certificate,2020,2020年全国五一劳动奖状
            2020-again,model-worker,2020,2020年全国劳动模范（补）
            """).With("batches/2020-again.csv", "id,name\nwang-yi,王一\n");

        var block = Assert.Single(Assert.Single(Build().Model.Steles).Blocks);

        Assert.Equal(2, block.Parts.Length);
        Assert.All(block.Parts, part => Assert.True(part.Begins));
        Assert.Equal([true, false], block.Parts.Select(p => p.OwnRegister));
        Assert.DoesNotContain(block.Parts.SelectMany(p => p.Cells), cell => cell is StrokeMark);
    }

    [Fact]
    public void A_wall_of_1200_names_stands_in_the_page()
    {
        WriteCourse(1200);

        var (model, files) = Build();

        Assert.All(model.Steles, stele => Assert.Null(stele.NamesFile));
        Assert.All(model.Steles.SelectMany(s => s.Blocks), block => Assert.True(block.InPage));
        Assert.Equal([model.ReadingsFile], files.Select(f => f.Path));
    }

    [Fact]
    public void Of_a_larger_wall_the_beginning_stands_in_the_page_and_files_hold_the_rest()
    {
        WriteCourse(2500);

        var (model, files) = Build();

        var stele = model.Steles[0];
        var inPage = stele.Blocks.Where(b => b.InPage).ToList();
        Assert.InRange(inPage.SelectMany(b => b.Parts).Sum(p => p.Cells.Length), 600, 1000);
        Assert.Equal(stele.Blocks.Take(inPage.Count), inPage);
        var script = files.Single(f => f.Path == stele.NamesFile).Script;
        Assert.StartsWith("honourWall.names(\"y2020\",[", script, StringComparison.Ordinal);
        var rest = stele.Blocks.Where(b => !b.InPage).SelectMany(b => b.Parts).SelectMany(p => p.Cells).ToList();
        var tokens = Token().Matches(script[script.IndexOf('[', StringComparison.Ordinal)..]).Select(m => m.Value.Trim('"')).ToList();
        Assert.Equal(rest.Select(c => c is WallName n ? n.Name : ((StrokeMark)c).Strokes!.Value.ToString(CultureInfo.InvariantCulture)), tokens.Select(t => t.Split('~')[0]));
    }

    [Fact]
    public void Ids_that_follow_from_the_readings_are_not_written_out()
    {
        WriteCourse(1300, "单国强,shan-guoqiang", "单国强,shan-guoqiang-2", "单国强,the-third-one", "欧阳明,ouyang-ming");

        var (model, files) = Build();

        var scripts = string.Concat(files.Select(f => f.Script));
        var all = NamesOf(model.Steles[0]).Where(n => n.Name is "单国强" or "欧阳明").ToDictionary(n => n.Id, n => n.Slug);
        Assert.Equal("shan-guoqiang", all["shan-guoqiang-2"]);
        Assert.Equal("ou-yangming", all["ouyang-ming"]); // so the whole id is written
        Assert.Contains("\"单国强\"", scripts, StringComparison.Ordinal);
        Assert.Contains("\"单国强~2\"", scripts, StringComparison.Ordinal);
        Assert.Contains("\"单国强~the-third-one\"", scripts, StringComparison.Ordinal);
    }

    [Fact]
    public void Readings_tell_the_usual_one_first_the_others_and_the_traditional_forms()
    {
        _content.With("batches/2020-model-worker.csv", "id,name\nce-shi-yi,测试一\nshan-guoqiang,单国强\nliu-chang,刘长\n");

        var (model, files) = Build();

        var script = files.Single(f => f.Path == model.ReadingsFile).Script.Split('"');
        var (usual, further, folding) = (script[1], script[3], script[5]);
        Assert.Contains("shan单", usual.Split(' '));
        Assert.Contains(further.Split(' '), group => group.StartsWith("dan", StringComparison.Ordinal) && group.Contains('单', StringComparison.Ordinal));
        Assert.Contains("劉刘", folding, StringComparison.Ordinal);
        Assert.Contains("國国", folding, StringComparison.Ordinal);
        Assert.DoesNotContain("黄", folding, StringComparison.Ordinal);
    }

    public void Dispose() => _content.Dispose();

    private (WallPageModel Model, IReadOnlyList<(string Path, string Script)> Files) Build()
    {
        var roll = _content.Link();
        Assert.DoesNotContain(_content.Diagnostics, d => d.Severity == Roll.Diagnostics.Severity.Error);
        return WallBuilder.Build(new RollIndex(roll));
    }

    private static IEnumerable<WallName> NamesOf(WallStele stele) => stele.Blocks.SelectMany(b => b.Parts).SelectMany(p => p.Cells).OfType<WallName>();

    /// <summary>One course of invented names; the further ones are 姓名,id.</summary>
    private void WriteCourse(int count, params string[] further)
    {
        const string surnames = "丁于王方白叶刘孙李杨张陈周赵徐高黄曹程蒋雷谭樊薛魏";
        const string given = "一二三四五六七八九十";
        var rows = Enumerable.Range(0, count - 1 - further.Length).Select(i => $"p{i:D5},{surnames[i % surnames.Length]}{given[i / 10 % 10]}{given[i % 10]}")
            .Concat(further.Select(f => string.Join(',', f.Split(',').Reverse())));
        _content.With("batches/2020-model-worker.csv", "id,name\nce-shi-yi,测试一\n" + string.Join('\n', rows) + "\n");
    }

    [GeneratedRegex("\"[^\"]*\"|[0-9]+")]
    private static partial Regex Token();
}
