using System.Text;
using HonourWall.Generator.Importing;
using HonourWall.Generator.Tests.Building;
using Xunit;

namespace HonourWall.Generator.Tests.Importing;

public sealed class ImporterTests : ImportingTests
{
    private static readonly object?[][] Clerk =
    [
        ["2020年全国劳动模范推荐人选名单（公示稿）", null, null, null, null, null, null],
        ["填报单位：示例总工会", null, null, null, null, null, null],
        ["序号", "姓　名", "性别", "民族", "推荐区", "工作单位", "职务\n（职称）"],
        ["一、企业职工（2人）", null, null, null, null, null, null],
        [1, "测　试　三 ", "男", "汉", "海淀区", "示例机床厂第４车间", "车工 "],
        [2, "测试四", "女性", "维吾尔", "北京市东城区", " 示例印刷厂", "高级工"],
        [null, null, null, null, null, null, null],
        ["二、机关事业单位人员（1人）", null, null, null, null, null, null],
        [3, "阿卜杜•测试", null, "回族", "", "示例小学", "教师"],
        ["合计", null, "3人", null, null, null, null],
        ["注：以上人选按姓氏笔画排序。", null, null, null, null, null, null],
    ];

    [Fact]
    public void A_workbook_as_clerks_send_it_becomes_rows_with_ids()
    {
        var plan = Import(Xlsx(Clerk, "A1:G1", "A2:G2", "A4:G4", "A8:G8"));
        Assert.Empty(Said);
        Assert.Equal(["ce-shisan", "ce-shisi", "abudu-ceshi"], plan.Added.Select(a => a.Id));
        Assert.Equal((3, 0, 6), (plan.Added.Length, plan.Unchanged, plan.Passed));
        Assert.EndsWith("""
            ce-shi-er,测试二,女,,dongcheng,示例公交公司,司机,transit,,,,
            ce-shisan,测试三,男,汉族,haidian,示例机床厂第4车间,车工,,,,,
            ce-shisi,测试四,女,维吾尔族,dongcheng,示例印刷厂,高级工,,,,,
            abudu-ceshi,阿卜杜·测试,,回族,,示例小学,教师,,,,,

            """, Written(), StringComparison.Ordinal);
        Assert.Empty(Content.Link() is var roll ? Content.Diagnostics : []);
        Assert.Equal(5, roll.HonoursOf(roll.Batches[0]).Length);
    }

    [Theory]
    [InlineData("A2:A3", "B2:B3", "C2:E2", "F2:G2", "H2:H3")]
    [InlineData("C2:E2", "F2:G2")]
    public void A_heading_over_several_columns_has_theirs_in_the_row_below(params string[] merged)
    {
        var plan = Import(Xlsx(
            [
                ["2020年全国劳动模范推荐人选名单", null, null, null, null, null, null, null],
                ["序号", "姓名", "基本情况", null, null, "工作单位", null, "推荐区"],
                [null, null, "性别", "民族", "出生年月", "名称", "职务", null],
                [1, "测试三", "男", "汉", 29221, "示例机床厂", "车工", "海淀区"],
                [2, "测试四", "女", "维吾尔", 30000, "示例印刷厂", "高级工", "东城区"],
            ], merged));
        Assert.Equal("HW715", Assert.Single(Said).Code); // the dates of birth
        Assert.Equal((2, 2), (plan.Added.Length, plan.Passed));
        Assert.EndsWith("""
            ce-shisan,测试三,男,汉族,haidian,示例机床厂,车工,,,,,
            ce-shisi,测试四,女,维吾尔族,dongcheng,示例印刷厂,高级工,,,,,

            """, Written(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_heading_in_two_rows_that_is_printed_again_is_nobody()
    {
        const string Heading = "序号,姓名,基本情况,,工作情况,\n,,性别,民族,工作单位,职务\n";
        var plan = Import(Csv("2020年名单,,,,,\n" + Heading + "1,测试三,男,汉,示例厂,工人\n" + Heading + "2,测试四,女,汉,示例厂,工人\n合计,2人,,,,\n,,,,,\n"));
        Assert.Empty(Said);
        Assert.Equal(["ce-shisan", "ce-shisi"], plan.Added.Select(a => a.Id));
        // A row without a name that says more than the heading is still asked about.
        Import(Csv(Heading + "1,测试三,男,汉,示例厂,工人\n,,性别,民族,示例厂,职务\n"));
        Assert.Contains("HW704", Said.Select(d => d.Code));
    }

    [Fact]
    public void What_decisions_put_behind_a_name_is_not_part_of_it()
    {
        Import(Csv("序号,姓名,单位\n1,测试三（女）,示例厂\n2,测试四(女，满),示例厂\n3,测试五（回族）,示例厂\n"));
        var written = Written();
        Assert.Contains("测试三,女,,", written, StringComparison.Ordinal);
        Assert.Contains("测试四,女,满族,", written, StringComparison.Ordinal);
        Assert.Contains("测试五,,回族,", written, StringComparison.Ordinal);
    }

    /// <summary>Seven that are not one name, and five that are.</summary>
    private static readonly string[] Cells = ["测甲、测乙", "测丙\n测丁", "测戊 测己", "测庚（班长）", "★测辛", "1.测壬", "测试癸等", "张 三", "欧阳 娜娜", "阿卜杜 · 测试", "Test O'Neil", "𠮷测"];

    [Fact]
    public void A_cell_that_is_not_one_name_is_reported_unless_a_clerk_says_that_it_is()
    {
        var list = Xlsx([["姓名", "单位"], .. Cells.Select(n => new object?[] { n, "示例厂" })]);
        Assert.Empty(Import(list).Changes);
        Assert.Equal(Enumerable.Range(2, 7).Select(row => $"名单.xlsx:{row}:1: HW719"), Said.Select(d => $"{d.Place}: {d.Code}"));
        Assert.Equal(12, Import(list, r => r with { New = Decide([.. Enumerable.Range(2, 7).Select(row => (row, $"ce-{row}"))]) }).Added.Length);
        // Who is there does not have to be decided again.
        Assert.Equal(12, Import(list).Unchanged);
    }

    [Fact]
    public void A_date_that_Excel_made_of_something_else_is_no_unit_and_no_post()
    {
        var plan = Import(Save(new Workbook().Sheet("Sheet1", [["姓名", "单位", "职务", "备注"], ["测试三", "2025-03-02", "工人", "2025-03-02"], ["测试四", "示例厂", "2025年3月2日", ""], ["测试五", "示例厂1950-1960展室", "讲解员", ""]])));
        Assert.Equal(["名单.xlsx:2:2: HW724", "名单.xlsx:3:3: HW724"], Said.Select(d => $"{d.Place}: {d.Code}"));
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void Hidden_rows_and_formulas_without_a_result_are_reported_and_nothing_is_taken()
    {
        Import(Save(new Workbook().Sheet("Sheet1", [["姓名", "单位"], ["测试三", "示例厂"], ["测试四", "示例厂"], ["测试五", "示例厂"]], hiddenRows: [3])));
        var hidden = Assert.Single(Said);
        Assert.Equal(("名单.xlsx:3", "HW722"), (hidden.Place.ToString(), hidden.Code));

        var plan = Import(Save(new Workbook().Sheet("Sheet1",
            [["姓名", "单位"], ["测试三", new Formula("A2")], ["测试四", new Formula("A2", "示例厂")], ["测试五", new Formula("VLOOKUP(1,A1,1)", "#N/A", IsError: true)]])));
        Assert.Equal(["名单.xlsx:2:2: HW723", "名单.xlsx:4:2: HW723"], Said.Select(d => $"{d.Place}: {d.Code}"));
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void A_second_import_of_the_same_file_changes_nothing()
    {
        var list = Xlsx(Clerk);
        Import(list);
        var once = Written();
        var plan = Import(list);
        Assert.Empty(plan.Changes);
        Assert.Equal((0, 3), (plan.Added.Length, plan.Unchanged));
        Assert.Equal(once, Written());
    }

    [Fact]
    public void What_stood_in_the_file_stays_byte_by_byte()
    {
        var path = Content.PathOf(BatchFile);
        File.WriteAllText(path, "id,name,employer,public_note\r\nce-shi-yi,测试一,\"示例环卫有限公司\",\"甲\r\n乙\"\r\nce-shi-er,测试二,示例公交公司,", new UTF8Encoding(true));
        var before = File.ReadAllBytes(path);
        Import(Csv("姓名,单位\n测试三,示例厂\n"));
        var after = File.ReadAllBytes(path);
        Assert.Equal(before, after[..before.Length]);
        Assert.Equal("\r\nce-shisan,测试三,示例厂,\r\n", Encoding.UTF8.GetString(after[before.Length..]));
    }

    [Fact]
    public void A_column_that_the_file_lacks_is_added_to_every_row()
    {
        Content.With(BatchFile, "id,name\nce-shi-yi,测试一\nce-shi-er,\"测试二\"\n");
        Import(Csv("姓名,民族\n测试三,满\n"));
        Assert.Equal("id,name,ethnicity\nce-shi-yi,测试一,\nce-shi-er,\"测试二\",\nce-shisan,测试三,满族\n", Written());
    }

    [Fact]
    public void A_list_in_GB18030_is_read()
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030") ?? throw new InvalidOperationException();
        var path = Lists.PathOf("名单.csv");
        File.WriteAllBytes(path, gb.GetBytes("获奖人名单,,\r\n序号,姓名,工作单位\r\n１,测试三,示例厂\r\n,,\r\n合计,1人,\r\n"));
        Assert.Equal("测试三", Assert.Single(Import(path).Added).Name);
    }

    [Fact]
    public void Somebody_of_a_known_name_is_proposed_and_never_assumed()
    {
        Content.With("batches.csv", "id,award,year,date,name,source\n2020-model-worker,model-worker,2020,,2020年全国劳动模范,s001\n2020-unit-certificate,unit-certificate,2020,,奖状,s002\n2015-model-worker,model-worker,2015,,2015年全国劳动模范,s001\n")
            .With("batches/2015-model-worker.csv", "id,name,employer\nce-shi-san,测试三,示例老厂\n");
        var list = Csv("姓名,单位\n测试三,示例新厂\n測試二,示例公交公司\n测试一,另一公司\n");
        var plan = Import(list);
        Assert.Empty(plan.Changes);
        Assert.Equal(["HW710", "HW711"], Said.Select(d => d.Code));
        Assert.Equal(["A2", "测试三", "ce-shi-san（示例老厂；2015年全国劳动模范）", "2", "ce-shi-san"], Said[0].Arguments);
        Assert.Equal("名单.csv:4:1", Said[1].Place.ToString());

        plan = Import(list, r => r with { Same = Decide((2, "ce-shi-san")), New = Decide((4, "")) });
        Assert.Empty(Said);
        Assert.Equal([("ce-shi-san", false), ("ce-shiyi", true)], plan.Added.Select(a => (a.Id, a.IsNew)));
        // The decisions are in the file now: the list needs them no more.
        Assert.Empty(Import(list).Changes);
        Assert.Empty(Said);
    }

    [Fact]
    public void An_id_that_is_or_was_in_use_is_never_given_again()
    {
        Content.With("batches/2020-model-worker.csv", "id,name,status\nce-shi-yi,测试一,\nce-shi-er,测试二,\nce-shisan,测试叁,withdrawn\n")
            .With("redirects.csv", "from,to,status\n/honourees/ce-shisan-2/,,410\n")
            .With("honourees/ce-shisan-3.md", "---\nname: [\n---\n")
            .Replace("honourees/ce-shi-yi.md", "sources:", "aliases: [/honourees/ce-shisan-4/]\nsources:");
        Assert.Equal(["ce-shisan-5", "ce-shisan-6"], Import(Csv("姓名,单位\n测试三,甲厂\n测试山,乙厂\n测试三,丙厂\n"), r => r with { New = Decide((4, "")) }).Added
            .Where(a => a.Name == "测试三").Select(a => a.Id));
    }

    [Fact]
    public void The_same_person_twice_in_a_list_is_an_error_unless_they_are_two()
    {
        var list = Csv("姓名,单位\n测试三,甲厂\n测试三,甲厂\n");
        Import(list);
        Assert.Equal("HW708", Assert.Single(Said).Code);
        Assert.Equal(["ce-shisan", "ce-shisan-2"], Import(list, r => r with { New = Decide((3, "")) }).Added.Select(a => a.Id));
        Assert.Empty(Import(list).Changes);
        Assert.Empty(Said);
    }

    [Fact]
    public void Every_mistake_is_named_by_its_cell_and_nothing_is_written()
    {
        var before = Written();
        var plan = Import(Xlsx([["姓名", "性别", "所在区", "行业", "单位"], ["测试三", "男士", "海定区", "环卫业", "甲厂"], ["", "女", "", "", "乙厂"], ["测试四", "女", "", "园艺", "丙厂"]]));
        Assert.Empty(plan.Changes);
        Assert.Equal(before, Written());
        Assert.Equal(["HW705 名单.xlsx:2:2", "HW706 名单.xlsx:2:3", "HW704 名单.xlsx:3:1", "HW707 名单.xlsx:4:4"], Said.Select(d => $"{d.Code} {d.Place}"));
        Assert.Equal("海淀区", Said[1].Suggestion);
        Assert.Equal("C2", Said[1].Arguments[0]);
    }

    [Fact]
    public void A_column_can_be_left_out()
    {
        Import(Csv("姓名,所在区\n测试三,市直单位\n"), r => r with { Skip = ["所在区"] });
        Assert.Empty(Said);
        Assert.Contains("ce-shisan,测试三,,,,", Written(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_left_out_must_be_there()
    {
        var plan = Import(Csv("姓名,所 在 区（县）,单位\n测试三,市直单位,甲厂\n"), r => r with { Skip = ["在区", "单位"] });
        Assert.Empty(plan.Changes);
        var found = Assert.Single(Said, d => d.Code == "HW726");
        Assert.Equal(["在区", "姓名、所在区、单位"], found.Arguments);
        Assert.Equal("所在区", found.Suggestion);
    }

    [Fact]
    public void What_stands_under_no_heading_is_named_once_and_not_in_its_own_words()
    {
        Import(Csv("姓名,单位\n测试三,甲厂,13800138000\n测试四,乙厂,13800138001\n"));
        var found = Assert.Single(Said);
        Assert.Equal(("HW709", "C2", ""), (found.Code, found.Arguments[0], found.Arguments[1]));
        Assert.Contains("测试四", Written(), StringComparison.Ordinal);
        Assert.DoesNotContain("138", Written(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_is_not_there_is_a_wrong_command()
    {
        var run = HonourWallCommand.Run(["import", "没有.xlsx", "--batch", "x"]);
        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.Contains("找不到名单「没有.xlsx」", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Personal_columns_are_never_taken_over()
    {
        Import(Csv("姓名,身份证号码,手机,血型,单位\n测试三,110101190001010014,13800138000,A,甲厂\n"));
        Assert.Equal(["HW715", "HW715", "HW709"], Said.OrderBy(d => d.Code == "HW709").Select(d => d.Code));
        Assert.DoesNotContain("1101", Written(), StringComparison.Ordinal);
        Assert.DoesNotContain("138", Written(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("备注", "电话13800138000")]
    [InlineData("单位", "甲厂13800138000")]
    [InlineData("职务", "13800138000")]
    [InlineData("民族", "13800138000")]
    public void A_number_in_whatever_is_taken_over_stops_the_import(string column, string text)
    {
        Assert.Empty(Import(Csv($"姓名,{column}\n测试三,{text}\n")).Changes);
        Assert.Equal("HW602", Assert.Single(Said).Code);
    }

    [Fact]
    public void A_unit_merged_over_several_rows_stands_for_each_of_them()
    {
        Import(Xlsx([["姓名", "单位"], ["测试三", "示例厂"], ["测试四", null], ["测试五", "乙厂"]], "B2:B3"));
        Assert.Equal(["示例厂", "示例厂", "乙厂"], Written().Split('\n')[3..6].Select(l => l.Split(',')[5]));
    }

    [Fact]
    public void Of_two_lists_in_a_workbook_one_is_chosen_and_hidden_sheets_do_not_count()
    {
        var path = Lists.PathOf("名单.xlsx");
        object?[][] one = [["姓名", "单位"], ["测试三", "甲厂"]], two = [["姓名", "单位"], ["测试四", "甲厂"]];
        new Workbook().Sheet("说明", [["请按表填写"]]).Sheet("企业", one).Sheet("机关", two).Sheet("旧稿", one, isHidden: true).Save(path);
        Import(path);
        Assert.Equal(["企业、机关"], Assert.Single(Said).Arguments);
        Assert.Equal("测试四", Assert.Single(Import(path, r => r with { Sheet = "机关" }).Added).Name);
        Import(path, r => r with { Sheet = "机官" });
        Assert.Equal(["机官", "说明、企业、机关"], Assert.Single(Said, d => d.Code == "HW725").Arguments);
        Assert.Single(Said);
    }

    [Fact]
    public void A_list_of_collectives_goes_into_an_award_for_units()
    {
        var plan = Import(Csv("序号,单位名称,备注\n1,示例公交公司第一车队,\n2,示例医院急诊科（南区）,\n"), r => r with { Batch = "2020-unit-certificate" });
        Assert.Empty(Said);
        Assert.Equal(1, plan.Unchanged);
        Assert.Equal("shili-yiyuan-jizhen-kenan-qu", Assert.Single(plan.Added).Id);
        Assert.EndsWith("shili-yiyuan-jizhen-kenan-qu,示例医院急诊科（南区）,,\n", File.ReadAllText(Content.PathOf("batches/2020-unit-certificate.csv")), StringComparison.Ordinal);
        Assert.Equal(2, Content.Link().Collectives.Length);
        Import(Csv("姓名\n测试三\n"), r => r with { Batch = "2020-unit-certificate" });
        Assert.Equal("HW718", Assert.Single(Said).Code);
        Import(Csv("集体名称\n示例队\n"));
        Assert.Equal("HW717", Assert.Single(Said).Code);
    }

    [Fact]
    public void A_new_batch_is_made_when_its_award_is_named()
    {
        var list = Csv("姓名,单位\n测试三,甲厂\n");
        Import(list, r => r with { Batch = "2025-model-worker" });
        Assert.Equal("HW714", Assert.Single(Said).Code);
        Assert.Null(Said[0].Suggestion); // the batch of another year is not meant
        Import(list, r => r with { Batch = "2020-model-wroker" });
        Assert.Equal("2020-model-worker", Assert.Single(Said).Suggestion);

        var plan = Import(list, r => r with { Batch = "2025-model-worker", NewBatch = new NewBatch("model-worker", 2025, null, new DateOnly(2025, 4, 28), "s001") });
        Assert.Empty(Said);
        Assert.Equal(["content/batches/2025-model-worker.csv", "content/batches.csv"], plan.Changes.Select(c => c.Name));
        var roll = Content.Link();
        Assert.Empty(Content.Diagnostics);
        Assert.Equal("2025年全国劳动模范", roll.Batches[^1].Name);
        Assert.Equal("ce-shisan", Assert.Single(roll.HonoursOf(roll.Batches[^1])).RecipientId);
    }

    [Theory]
    [InlineData("说明,备注\n甲,乙\n", "HW702")]
    [InlineData("", "HW702")]
    [InlineData("名单\n姓名\t单位\n测试三\t示例厂\n", "HW125")]
    [InlineData("姓名;单位\n测试三;示例厂\n", "HW125")]
    public void A_file_without_headings_is_no_list(string text, string code)
    {
        Import(Csv(text));
        Assert.Equal(code, Assert.Single(Said).Code);
    }

    [Fact]
    public void A_file_that_is_no_workbook_is_reported()
    {
        Lists.Write("名单.xlsx", "no workbook");
        Import(Lists.PathOf("名单.xlsx"));
        Assert.Equal("HW701", Assert.Single(Said).Code);
        Lists.Write("名单.docx", "");
        Import(Lists.PathOf("名单.docx"));
        Assert.Equal("HW701", Assert.Single(Said).Code);
    }

    [Fact]
    public void A_name_without_a_reading_asks_for_an_id()
    {
        Import(Csv("姓名,单位\nაბგ,甲厂\n"));
        Assert.Equal("HW713", Assert.Single(Said).Code);
        Assert.Equal("somebody", Assert.Single(Import(Csv("姓名,单位\nაბგ,甲厂\n"), r => r with { New = Decide((2, "somebody")) }).Added).Id);
    }

    [Fact]
    public void A_decision_must_fit_its_row()
    {
        var list = Csv("姓名,单位\n测试三,甲厂\n");
        Import(list, r => r with { Same = Decide((2, "ce-shi-yi")) });
        Assert.Equal("HW712", Assert.Single(Said).Code);
        Import(list, r => r with { Same = Decide((9, "ce-shi-yi")) });
        Assert.Equal("HW712", Assert.Single(Said).Code);
        Import(list, r => r with { New = Decide((2, "ce-shi-er")) });
        Assert.Equal("HW712", Assert.Single(Said).Code);
    }

    [Theory]
    [InlineData("测试\0三,示例厂", 1)]
    [InlineData("测试三,示\u202e例厂", 2)]
    [InlineData("测试三,示例\u00ad厂", 2)]
    public void What_nobody_sees_is_named_by_its_cell_and_nothing_is_written(string row, int column)
    {
        var before = Written();
        Import(Csv($"姓名,单位\n{row}\n"));
        Assert.Equal(("HW113", $"名单.csv:2:{column}"), (Assert.Single(Said).Code, Said[0].Place.ToString()));
        Assert.Equal(before, Written());
    }
}
