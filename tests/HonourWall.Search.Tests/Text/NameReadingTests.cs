using HonourWall.Search.Text;
using Xunit;

namespace HonourWall.Search.Tests.Text;

public class NameReadingTests
{
    [Theory]
    [InlineData("时传祥", "shi chuan xiang", "shi-chuanxiang", 'S')]
    [InlineData("单国强", "shan guo qiang", "shan-guoqiang", 'S')]
    [InlineData("仇志", "qiu zhi", "qiu-zhi", 'Q')]
    [InlineData("解放", "xie fang", "xie-fang", 'X')]
    [InlineData("曾曾", "zeng zeng", "zeng-zeng", 'Z')]
    [InlineData("尉迟恭", "yu chi gong", "yuchi-gong", 'Y')]
    [InlineData("尉健行", "wei jian xing", "wei-jianxing", 'W')]
    [InlineData("万俟雅", "mo qi ya", "moqi-ya", 'M')]
    [InlineData("么国强", "yao guo qiang", "yao-guoqiang", 'Y')]
    [InlineData("蔚国强", "yu guo qiang", "yu-guoqiang", 'Y')]
    [InlineData("长孙无忌", "zhang sun wu ji", "zhangsun-wuji", 'Z')]
    [InlineData("李长顺", "li chang shun", "li-changshun", 'L')]
    [InlineData("单于斌刚", "chan yu bin gang", "chanyu-bingang", 'C')]
    [InlineData("欧阳", "ou yang", "ou-yang", 'O')]
    [InlineData("欧陽明", "ou yang ming", "ouyang-ming", 'O')]
    [InlineData("吕霞", "lv xia", "lv-xia", 'L')]
    [InlineData("買買提", "mai mai ti", "mai-maiti", 'M')]
    [InlineData("买买提·艾力", "mai mai ti ai li", "maimaiti-aili", 'M')]
    [InlineData("努尔兰•哈森", "nu er lan ha sen", "nuerlan-hasen", 'N')]
    [InlineData("阿卜杜热合曼", "a bu du re he man", "abudureheman", 'A')]
    [InlineData("陈方安生", "chen fang an sheng", "chen-fangansheng", 'C')]
    [InlineData("王𫖯", "wang fu", "wang-fu", 'W')]
    [InlineData("Émile Zola", "emile zola", "emile-zola", 'E')]
    [InlineData("㐀𪜶", "qiu u2a736", "qiu-u2a736", 'Q')]
    public void A_name_is_read_with_its_surname_reading(string name, string syllables, string slug, char initial)
    {
        var reading = NameReading.Of(name);
        Assert.Equal((syllables, slug, initial), (string.Join(' ', reading.Syllables), reading.Slug, reading.Initial));
    }

    [Theory]
    [InlineData("盖文", "gai wen", "gai-wen")]
    [InlineData("单雯", "Dān Wén", "dan-wen")]
    [InlineData("时传祥", "Shí Chuánxiáng", "shi-chuanxiang")]
    [InlineData("李先安", "li xian'an", "li-xianan")]
    [InlineData("吕莉", "Lyu Li", "lv-li")]
    [InlineData("吕莉", "LU:3 LI4", "lv-li")]
    [InlineData("买买提·艾力", "Mamat Ali", "maimaiti-aili")]
    public void The_editors_pinyin_wins_when_it_fits(string name, string pinyin, string slug) =>
        Assert.Equal(slug, NameReading.Of(name, pinyin).Slug);

    [Fact]
    public void Other_readings_follow_the_usual_one()
    {
        var alternatives = NameReading.Alternatives("单长乐");
        Assert.Equal(["shan dan", "chang zhang", "le yue"], alternatives.Select(a => string.Join(' ', a)));
        Assert.Equal(["chan shan dan", "yu", "min"], NameReading.Alternatives("单于敏").Select(a => string.Join(' ', a)));
    }

    [Fact]
    public void Traditional_characters_become_simplified_ones_one_by_one() =>
        Assert.Equal("全国劳动模范于北京𬱖", HanFolding.ToSimplified("全國勞動模範於北京𬱖"));
}
