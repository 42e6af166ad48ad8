using System.Collections.Immutable;
using HonourWall.Generator.Privacy;
using HonourWall.Generator.Reporting;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Linking;
using HonourWall.Roll.Reading;
using Xunit;

namespace HonourWall.Generator.Tests.Privacy;

/// <summary>Numbers here are made up: the ID numbers are of days and areas without people, with a right or a wrong check digit.</summary>
public sealed class PrivacyLintTests : IDisposable
{
    private const string Person = "honourees/ce-shi-yi.md";

    private readonly SampleContent _content = new();

    public void Dispose() => _content.Dispose();

    [Theory]
    // ID numbers
    [InlineData("身份证110101190001010014。", "HW601")]
    [InlineData("身份证：１１０１０１１９０００１０１００１４", "HW601")]
    [InlineData("110101 19000101 0014", "HW601")]
    [InlineData("110101-1900-0101-0014", "HW601")]
    [InlineData("证号11010119000101009X", "HW601")]
    [InlineData("证号11010119000101009x，", "HW601")]
    [InlineData("2020 110101190001010014", "HW601")]
    [InlineData("id110101190001010014", "HW601")]
    // Mobile numbers
    [InlineData("手机13800138000", "HW602")]
    [InlineData("电话：138-0013-8000", "HW602")]
    [InlineData("联系 138 0013 8000 即可", "HW602")]
    [InlineData("１３８００１３８０００", "HW602")]
    [InlineData("+8613800138000", "HW602")]
    [InlineData("+86 138 0013 8000", "HW602")]
    [InlineData("+86-13800138000", "HW602")]
    [InlineData("Tel:19912345678", "HW602")]
    [InlineData("tel19912345678", "HW602")]
    [InlineData("[拨打](tel:13800138000)", "HW602")]
    [InlineData("13800138000@example.org", "HW602")]
    [InlineData("1 3 8 0 0 1 3 8 0 0 0", "HW602")]
    [InlineData("手机/13800138000", "HW602")]
    [InlineData("(138) 0013-8000", "HW602")]
    [InlineData("+86（138）0013 8000", "HW602")]
    [InlineData("138.0013.8000", "HW602")]
    [InlineData("138·0013·8000", "HW602")]
    [InlineData("138/0013/8000", "HW602")]
    [InlineData("138—0013—8000", "HW602")]
    [InlineData("138  0013  8000", "HW602")]
    [InlineData("138\t0013\t8000", "HW602")]
    [InlineData("1380013\n8000", "HW602")]
    [InlineData("13800138000.0", "HW602")]
    [InlineData("联系电话13800138000人事处", "HW602")]
    [InlineData("手机：13800138000个人", "HW602")]
    [InlineData("手机13800138000wx", "HW602")]
    [InlineData("13800138000转802", "HW602")]
    // Other figures stand beside it, parted otherwise than its own pieces.
    [InlineData("一句话。[^s001]\n\n138 0013 8000", "HW602")]
    [InlineData("1. 138 0013 8000", "HW602")]
    [InlineData("2020 138-0013-8000", "HW602")]
    [InlineData("电话：010-88886666 138-0013-8000", "HW602")]
    [InlineData("138 0013 8000\n010-88886666", "HW602")]
    [InlineData("2020\n6222 0212 3456 7890 128", "HW603")]
    // What readers do not see divides nothing.
    [InlineData("138**0013**8000", "HW602")]
    [InlineData("_13800138000_", "HW602")]
    [InlineData("`138`00138000", "HW602")]
    [InlineData("138~~0~~0138000", "HW602")]
    [InlineData("138\\-0013\\-8000", "HW602")]
    [InlineData("1380013[^s001]8000", "HW602")]
    [InlineData("138<b>0013</b>8000", "HW602")]
    [InlineData("138<!-- -->00138000", "HW602")]
    [InlineData("[138](x)00138000", "HW602")]
    [InlineData("138\u200b0013\u20608000", "HW602")]
    [InlineData("138\u00ad0013\ufeff8000", "HW602")]
    [InlineData("110101**1900**01010014", "HW601")]
    [InlineData("110101\n190001010014", "HW601")]
    [InlineData("6222**0212**3456**7890**128", "HW603")]
    // Bank cards
    [InlineData("卡号6222020000000000001", null)]
    [InlineData("卡号6222021234567890128", "HW603")]
    [InlineData("6222 0212 3456 7890 128", "HW603")]
    [InlineData("622202-1234567890128", "HW603")]
    [InlineData("４１１１１１１１１１１１１１１１", "HW603")]
    // No personal numbers
    [InlineData("身份证110101190001010017", null)]
    [InlineData("110101190013010011", null)]
    [InlineData("990101190001010016", null)]
    [InlineData("6222021234567890127", null)]
    [InlineData("12800138000", null)]
    [InlineData("138001380001", null)]
    [InlineData("2138001380001", null)]
    [InlineData("产值13800138000元", null)]
    [InlineData("产值 13500000000", null)]
    [InlineData("0.13800138000", null)]
    [InlineData("13800138000.5", null)]
    [InlineData("010-88886666", null)]
    [InlineData("01088886666", null)]
    [InlineData("ISBN 978-7-5008-1234-5", null)]
    [InlineData("1950 1955 1960 1965", null)]
    [InlineData("1380 1400 1450 1500 1550", null)]
    [InlineData("132 1450 1820 1999 2011", null)]
    [InlineData("12 132 1450 1820", null)]
    [InlineData("1950-1380-1450-182", null)]
    [InlineData("6210 6320 6430 6540 6650 6760", null)]
    [InlineData("2020-11-24 2021-05-01", null)]
    [InlineData("https://example.org/a/13800138000", null)]
    [InlineData("https://example.org/?id=110101190001010014&x=1", null)]
    [InlineData("www.example.org/13800138000.html", null)]
    [InlineData("[链接](/stories/a-13800138000/)", null)]
    [InlineData("文号abc13800138000def", null)]
    [InlineData("img_13800138000", null)]
    [InlineData("13800138000_a", null)]
    [InlineData("工会服务热线12351，劳模办010-83570000，传真（010）8357-0001", null)]
    [InlineData("400-810-1234 转 8000", null)]
    [InlineData("北京市西城区广安门大街8号，邮编100053，电话63521234", null)]
    [InlineData("2020.11.24—2021.05.01（1950/1955/1960）", null)]
    [InlineData("2024年1—12月完成1380件、1650万元，2025年1—6月800件", null)]
    [InlineData("统一社会信用代码91110000802100433B", null)]
    [InlineData("CN 11-0103，ISSN 1003-1324，ISBN 978-7-5008-7654-3", null)]
    [InlineData("图1 2 3 4 5 6 7 8 9 10 11 12", null)]
    [InlineData("京A12345、京ICP备05012345号-1", null)]
    [InlineData("1,380,013,800.00元", null)]
    [InlineData("专利号ZL201510123456.7", null)]
    [InlineData("北纬39.9042 东经116.4074", null)]
    [InlineData("1950—2015，1,197 人；1952—2015，11,861 人", null)]
    [InlineData("18.6 20.5 138.2 140.1 155.0", null)]
    [InlineData("- 1950\n- 1955\n- 1960\n- 1965\n", null)]
    // However a digit is written
    [InlineData("&#49;&#51;&#56;&#48;&#48;&#49;&#51;&#56;&#48;&#48;&#48;", "HW602")]
    [InlineData("&#x31;&#x33;&#x38;&#x30;&#x30;&#x31;&#x33;&#x38;&#x30;&#x30;&#x30;", "HW602")]
    [InlineData("手机&#49;3800138000", "HW602")]
    [InlineData("138&nbsp;0013&nbsp;8000", "HW602")]
    [InlineData("138&shy;0013&#8203;8000", "HW602")]
    [InlineData("138&#45;0013&#x2d;8000", "HW602")]
    [InlineData("\\u0031\\u0033\\u0038\\u0030\\u0030\\u0031\\u0033\\u0038\\u0030\\u0030\\u0030", "HW602")]
    [InlineData("\U0001D7CF\U0001D7D1\U0001D7D6\U0001D7CE\U0001D7CE\U0001D7CF\U0001D7D1\U0001D7D6\U0001D7CE\U0001D7CE\U0001D7CE", "HW602")]
    [InlineData("\U0001FBF1\U0001FBF3\U0001FBF8\U0001FBF0\U0001FBF0\U0001FBF1\U0001FBF3\U0001FBF8\U0001FBF0\U0001FBF0\U0001FBF0", "HW602")]
    [InlineData("۱۳۸۰۰۱۳۸۰۰۰", "HW602")]
    [InlineData("1\ufe0f\u20e33\ufe0f\u20e38\ufe0f\u20e300138000", "HW602")]
    [InlineData("手机一三八〇〇一三八〇〇〇", "HW602")]
    [InlineData("电话壹叁捌零零壹叁捌零零零", "HW602")]
    [InlineData("幺三八 零零幺三 八零零零", "HW602")]
    [InlineData("一三八○○一三八○○○", "HW602")]
    [InlineData("一3八00一3八000", "HW602")]
    [InlineData("①③⑧⓪⓪①③⑧⓪⓪⓪", "HW602")]
    [InlineData("⑴⑶⑻⑴⑴⑴⑶⑻⑴⑴⑴", "HW602")]
    [InlineData("¹³⁸⁰⁰¹³⁸⁰⁰⁰", "HW602")]
    [InlineData("一一〇一〇一一九〇〇〇一〇一〇〇一四", "HW601")]
    [InlineData("一一〇一〇一一九〇〇〇一〇一〇〇九X", "HW601")]
    [InlineData("&#49;&#49;&#48;&#49;&#48;&#49;&#49;&#57;&#48;&#48;&#48;&#49;&#48;&#49;&#48;&#48;&#49;&#52;", "HW601")]
    [InlineData("六二二二〇二一二三四五六七八九〇一二八", "HW603")]
    // A sign that counts is no part of the number beside it.
    [InlineData("①13800138000", "HW602")]
    [InlineData("之一13800138000", "HW602")]
    [InlineData("13800138000②", "HW602")]
    [InlineData("13800138000¹", "HW602")]
    [InlineData("① 138 0013 8000", "HW602")]
    // Neighbouring cells of a table
    [InlineData("| 测试一 | 138 | 0013 | 8000 |", "HW602")]
    [InlineData("| 手机 | 138 | 1234 | 5678 |", "HW602")]
    [InlineData("| 110101 | 19000101 | 0014 |", "HW601")]
    // No number of anybody
    [InlineData("一九五〇 一九五五 一九六〇", null)]
    [InlineData("一九五〇—一九五九，一九六〇—一九七九", null)]
    [InlineData("二〇二〇年一月二十三日，二〇二一年五月一日", null)]
    [InlineData("一 二 三 四 五 六 七 八 九 十 十一", null)]
    [InlineData("①②③④⑤⑥⑦⑧⑨⑩⑪⑫", null)]
    [InlineData("三三三三三三三三三三三", null)]
    [InlineData("产值一三八〇〇一三八〇〇〇元", null)]
    [InlineData("三点一四一五九二六五三五八九", null)]
    [InlineData("第一三八〇〇工段、第二三八〇〇工段", null)]
    [InlineData("| 东城 | 138 | 1450 | 1820 |", null)]
    [InlineData("| 1950 | 1138 | 1450 | 1820 |", null)]
    [InlineData("| 1 | 3 | 2 | 5 | 1 | 2 | 4 | 1 | 1 | 2 | 1 |", null)]
    [InlineData("&#49;950&nbsp;1955&nbsp;1960", null)]
    [InlineData("R&amp;D 13 800 人", null)]
    public void A_number_of_somebody_stops_the_build_and_no_other_number_does(string text, string? code)
    {
        Assert.Equal(code is null ? [] : [code], Codes("stories/a.md", $"---\ntitle: 第一天\n---\n\n{text}\n"));
    }

    /// <summary>What a report shows of the line then shows neither.</summary>
    [Theory]
    [InlineData("6222021234567890128 6222 0212 3456 7890 128")]
    [InlineData("6222 0212 3456 7890 128 6222021234567890128")]
    [InlineData("6222 0212 3456 7890 128 6222 0212 3456 7890 128")]
    [InlineData("138 0013 8000 139 1234 5678")]
    [InlineData("13800138000 139 1234 5678")]
    [InlineData("138 0013 8000 110101190001010014")]
    public void Two_numbers_of_somebody_beside_each_other_are_both_found(string text)
    {
        Assert.Equal(2, Codes("stories/a.md", $"---\ntitle: 第一天\n---\n\n{text}\n").Count());
        Assert.DoesNotMatch("[0-9]{3}", NumberLint.WithoutNumbers(text));
    }

    [Theory]
    [InlineData("家住示例小区3号楼2单元501室", "HW605")]
    [InlineData("示例家园12号楼3单元", "HW605")]
    [InlineData("示例里５号楼２０１室", "HW605")]
    [InlineData("住址：示例街道示例胡同5号", "HW605")]
    [InlineData("在示例小区第三单元开展服务", null)]
    [InlineData("示例大厦3号楼1502室", null)]
    [InlineData("办公楼2号楼301室", null)]
    [InlineData("家住城南", null)]
    [InlineData("41所重点实验室104室", null)]
    [InlineData("实行楼门包片、单元认领", null)]
    public void A_home_address_is_warned_of(string text, string? code)
    {
        Assert.Equal(code is null ? [] : [code], Codes(Person, $"---\nname: 测试一\n---\n\n{text}\n"));
    }

    [Theory]
    [InlineData("他身患癌症，仍在岗位上。", "HW606")]
    [InlineData("2019年他被确诊为白血病。", "HW606")]
    [InlineData("他的妻子常年住院。", "HW606")]
    [InlineData("他因病提前退休。", "HW606")]
    [InlineData("他家是低保户，生活困难。", "HW606")]
    [InlineData("患有糖尿病的他依然坚持。", "HW606")]
    [InlineData("他左腿残疾。", "HW606")]
    [InlineData("他在疾病预防控制中心工作。", null)]
    [InlineData("他是肿瘤医院的护士。", null)]
    [InlineData("他任心脏病内科主任医师。", null)]
    [InlineData("他推动了大病救助和医疗救助。", null)]
    [InlineData("他为残疾人服务二十年。", null)]
    [InlineData("他资助困难职工子女上学。", null)]
    [InlineData("他救治白血病患者上千名。", null)]
    [InlineData("他照顾身患重病的老人。", null)]
    [InlineData("他查出隐患三百多处。", null)]
    [InlineData("他在残疾人联合会工作。", null)]
    [InlineData("他研究抗癌药物。", null)]
    [InlineData("她在血液透析室当护士长。", null)]
    [InlineData("他克服技术困难。", null)]
    public void Health_and_hardship_of_a_person_are_warned_of_and_their_work_is_not(string text, string? code)
    {
        Assert.Equal(code is null ? [] : [code], Codes(Person, $"---\nname: 测试一\n---\n\n{text}\n"));
    }

    [Theory]
    [InlineData("页面不写任何人的病历。", null)]
    [InlineData("测试二身患重病。", "HW606")]
    [InlineData("他身患重病。", null)]
    public void On_a_free_page_only_somebody_of_the_roll_counts(string text, string? code)
    {
        Assert.Equal(code is null ? [] : [code], Codes("pages/privacy.md", $"---\ntitle: 隐私\n---\n\n{text}\n"));
    }

    [Theory]
    [InlineData("honourees/13800138000.md")]
    [InlineData("honourees/zhang-110101190001010014/index.md")]
    public void A_number_in_the_name_of_a_file_would_be_in_an_address(string file)
    {
        _content.With(file, "---\nname: 测试九\n---\n\n正文。\n");
        var diagnostic = Assert.Single(Check());
        Assert.Equal($"content/{file}:1:1", diagnostic.Place.ToString());
    }

    [Fact]
    public void An_escape_of_YAML_before_a_number_is_no_word()
    {
        Assert.Equal(["HW602"], Codes("honourees/ce-shi-jiu.md", "---\nname: 测试九\noccupation: \"工人\\n13800138000\"\n---\n\n正文。\n"));
    }

    [Fact]
    public void A_number_in_any_field_is_found_at_its_place()
    {
        _content.Replace("batches/2020-model-worker.csv", "环卫工人,sanitation,,s001,,", "环卫工人,sanitation,,s001,电话138-0013-8000,");
        var diagnostic = Assert.Single(Check());
        Assert.Equal("content/batches/2020-model-worker.csv:2:61", diagnostic.Place.ToString());
        Assert.Equal(13, diagnostic.Place.Length);
    }

    [Theory]
    [InlineData("示例环卫有限公司,环卫工人", "1380013,8000")]
    [InlineData("示例环卫有限公司,环卫工人", "138,00138000")]
    [InlineData("示例环卫有限公司,环卫工人", "\"1380013\",\"8000\"")]
    [InlineData("示例环卫有限公司,环卫工人", "1101011900,01010014")]
    [InlineData("示例环卫有限公司,环卫工人", "110101,1900-01-01-0014")]
    public void A_number_that_is_spread_over_two_cells_is_found_at_the_first(string from, string to)
    {
        _content.Replace("batches/2020-model-worker.csv", from, to);
        var diagnostic = Assert.Single(Check());
        Assert.Matches(@"content/batches/2020-model-worker\.csv:2:\d+$", diagnostic.Place.ToString());
        Assert.DoesNotContain("138000", diagnostic.SourceLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_years_and_a_date_is_no_number_of_anybody()
    {
        // 12, 2005, 20050501, 2005 have the length, the date and the check digit of an ID number.
        _content.Replace("batches.csv", "2020-unit-certificate,unit-certificate,2020,,", "2005-award-12,award-12,2005,2005-05-01,2005示例奖状,,,s002\n2020-unit-certificate,unit-certificate,2020,,");
        Assert.Empty(Check());
    }

    [Theory]
    [InlineData("手机&#49;&#51;800138000。", 3, 19)]
    [InlineData("手机\U0001D7CF3800138000。", 3, 11)]
    [InlineData("手机一三八〇〇一三八〇〇〇。", 3, 11)]
    [InlineData("①一三八〇〇一三八〇〇〇。", 2, 11)]
    public void A_number_written_otherwise_stands_where_its_first_digit_does_and_is_not_repeated(string text, int column, int length)
    {
        _content.With("stories/a.md", $"---\ntitle: 第一天\n---\n\n{text}\n");
        var diagnostic = Assert.Single(Check());
        Assert.Equal($"content/stories/a.md:5:{column}", diagnostic.Place.ToString());
        Assert.Equal(length, diagnostic.Place.Length);
        Assert.DoesNotContain("8000", diagnostic.SourceLine, StringComparison.Ordinal);
        Assert.DoesNotContain("八〇〇", diagnostic.SourceLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_in_a_note_for_editors_only_warns()
    {
        _content.Replace("batches/2020-model-worker.csv", "环卫工人,sanitation,,s001,,", "环卫工人,sanitation,,s001,,电话13800138000");
        var diagnostic = Assert.Single(Check());
        Assert.Equal(("HW604", Severity.Warning), (diagnostic.Code, diagnostic.Severity));
    }

    [Fact]
    public void The_report_does_not_repeat_the_number()
    {
        _content.Replace("site.yaml", "office@example.org", "13800138000");
        var diagnostic = Assert.Single(Check());
        Assert.DoesNotContain("00138000", diagnostic.SourceLine, StringComparison.Ordinal);
        Assert.Contains("contact: 13*********,", diagnostic.SourceLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("github")]
    public void Reports_of_other_mistakes_do_not_repeat_it_either(string format)
    {
        // A district that is unknown, since it is a number, on a row with one more.
        _content.Replace("batches/2020-model-worker.csv", "环卫工人,sanitation,,s001,,", "环卫工人,13800138000,,s001,,电话13911112222");
        var bag = new DiagnosticBag();
        var reading = new RollReadOptions { Now = SampleContent.Noon };
        RollLinker.Link(RollReader.Read(_content.Path, reading, bag), reading, bag);
        var written = new StringWriter();
        DiagnosticPrinter.Print(written, bag.ToImmutable(), format, "zh", false, _content.Path);
        var report = written.ToString();
        Assert.Contains("HW20", report, StringComparison.Ordinal);
        Assert.DoesNotContain("00138000", report, StringComparison.Ordinal);
        Assert.DoesNotContain("11112222", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_with_such_a_number_is_blocked()
    {
        _content.Replace(Person, "环卫工人。", "环卫工人，手机13800138000。");
        var result = new BuildPipeline(new BuildOptions { Source = _content.Path, Now = SampleContent.Noon }).Run(cancellation: TestContext.Current.CancellationToken);
        Assert.True(result.IsPrivacyBlocked);
    }

    private IEnumerable<string> Codes(string file, string text)
    {
        _content.With(file, text);
        return Check().Select(d => d.Code);
    }

    private ImmutableArray<Diagnostic> Check()
    {
        var bag = new DiagnosticBag();
        PrivacyLint.Check(RollReader.Read(_content.Path, new RollReadOptions { Now = SampleContent.Noon }, new DiagnosticBag()), bag);
        return bag.ToImmutable();
    }
}
