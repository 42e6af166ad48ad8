using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HonourWall.Generator.Privacy;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Importing;

/// <summary>The rows of a list below its headings; totals, remarks, section titles and repeated headings are passed over.</summary>
internal sealed partial class ListRowReader(ListHeader header, ListNames names, DiagnosticBag diagnostics)
{
    /// <summary>汉 is written for 汉族.</summary>
    private static readonly HashSet<string> Ethnicities = new(
        ("汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 "
        + "塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺").Split(' '), StringComparer.Ordinal);

    private readonly HashSet<int> _unheaded = [];

    /// <summary>Rows that hold nobody: titles, totals, remarks.</summary>
    public int Passed { get; private set; }

    public ImmutableArray<ListRow> Read(ListSheet sheet)
    {
        var rows = ImmutableArray.CreateBuilder<ListRow>();
        Passed = header.Index;
        foreach (var cells in sheet.Rows.Skip(header.Index + 1))
        {
            if (IsPassedOver(cells)) Passed++;
            else if (ReadRow(cells) is { } row) rows.Add(row);
        }
        return rows.DrainToImmutable();
    }

    private bool IsPassedOver(ImmutableArray<ListCell> cells)
    {
        var filled = cells.Where(c => !string.IsNullOrWhiteSpace(c.Text)).ToList();
        if (filled.Count == 0 || header.IsRepeatedBy(cells)) return true;
        var first = ListText.Cell(filled[0].Text);
        if (Footer().IsMatch(first)) return true;
        if (header.NameColumn < cells.Length && cells[header.NameColumn].Text.Length > 0) return filled.Count == 1 && Section().IsMatch(first);
        // 一、企业职工（20人）, merged over the whole row; a serial number without anything else.
        return filled.Count == 1;
    }

    private ListRow? ReadRow(ImmutableArray<ListCell> cells)
    {
        // What stands under no heading, once a column; not in its own words, for it may be anything.
        foreach (var cell in cells)
            if (!header.Heads(cell.Column) && !string.IsNullOrWhiteSpace(cell.Text) && _unheaded.Add(cell.Column)) diagnostics.Add("HW709", cell.Place, cell.Address, "");
        if (header.NameColumn >= cells.Length || ListText.Name(cells[header.NameColumn].Text) is not { Length: > 0 } name)
        {
            var missing = cells[0] with { Column = header.NameColumn };
            diagnostics.Add("HW704", missing.Place, missing.Address);
            return null;
        }
        var nameCell = cells[header.NameColumn];
        var (plainName, saidGender, saidEthnicity) = Said(name);
        var row = new ListRow
        {
            Number = nameCell.Row,
            NameCell = nameCell,
            Name = header.IsOfCollectives ? ListText.Cell(nameCell.Text) : plainName,
            IsCollective = header.IsOfCollectives,
            Gender = Gender(Cell(cells, ListField.Gender)) is { Length: > 0 } gender ? gender : header.IsOfCollectives ? "" : saidGender,
            Ethnicity = Ethnicity(Text(cells, ListField.Ethnicity)) is { Length: > 0 } ethnicity ? ethnicity : header.IsOfCollectives ? "" : saidEthnicity,
            District = Of(cells, ListField.District, names.District, "HW706"),
            Employer = header.Combined is not null && Cell(cells, ListField.Employer) is { } both ? ListText.Line(both.Text) : Text(cells, ListField.Employer),
            Title = Text(cells, ListField.Title),
            Industry = Of(cells, ListField.Industry, names.Industry, "HW707"),
            Note = Text(cells, ListField.Note),
        };
        CheckTexts(cells);
        return row;
    }

    private ListCell? Cell(ImmutableArray<ListCell> cells, ListField field) =>
        header[field] is { } column && column < cells.Length && !string.IsNullOrWhiteSpace(cells[column].Text) ? cells[column] : null;

    private string Text(ImmutableArray<ListCell> cells, ListField field) => Cell(cells, field) is { } cell ? ListText.Cell(cell.Text) : "";

    private string Gender(ListCell? cell)
    {
        if (cell is not { } written) return "";
        var text = ListText.Cell(written.Text);
        if (text is "男" or "女") return text;
        if (text is "男性" or "女性") return text[..1];
        diagnostics.Add("HW705", written.Place, written.Address, text);
        return "";
    }

    private static string Ethnicity(string text) => Ethnicities.Contains(text) ? text + "族" : text;

    /// <summary>张三（女，满族） is 张三 and what decisions put behind a name; anything else in brackets stays part of it.</summary>
    private static (string Name, string Gender, string Ethnicity) Said(string name)
    {
        var (gender, ethnicity) = ("", "");
        if (Behind().Match(name) is not { Success: true } match) return (name, gender, ethnicity);
        foreach (var said in match.Groups["said"].Value.Split('，', ',', '、', ';', '；', '/'))
        {
            if (said is "男" or "女") gender = said;
            else if (Ethnicities.Contains(said.EndsWith('族') ? said[..^1] : said)) ethnicity = Ethnicity(said);
            else return (name, "", "");
        }
        return (match.Groups["name"].Value, gender, ethnicity);
    }

    [GeneratedRegex("^(?<name>[^（(]+)[（(](?<said>[^）)]+)[）)]$", RegexOptions.CultureInvariant)]
    private static partial Regex Behind();

    /// <summary>A name of our own lists as its id; an unknown one is reported with the closest.</summary>
    private string Of(ImmutableArray<ListCell> cells, ListField field, NameIndex index, string unknown)
    {
        if (Cell(cells, field) is not { } cell) return "";
        var text = ListText.Cell(cell.Text);
        if (index.Find(text) is { } id) return id;
        diagnostics.Add(new Diagnostic(unknown, cell.Place, [cell.Address, text], index.Closest(text)));
        return "";
    }

    /// <summary>A number of somebody hidden in a remark or behind a name stops the import as it would stop the build; so does a character that nobody sees.</summary>
    private void CheckTexts(ImmutableArray<ListCell> cells)
    {
        foreach (var field in (ListField[])[ListField.Name, ListField.CollectiveName, ListField.Ethnicity, ListField.Employer, ListField.Title, ListField.Note])
        {
            if (Cell(cells, field) is not { } cell) continue;
            var found = new DiagnosticBag();
            new NumberLint(new ContentFile(cell.File, cell.Text), found).Check();
            StrangeCharacters.Report(new ContentFile(cell.File, ListText.Line(cell.Text)), found);
            foreach (var diagnostic in found.ToImmutable()) diagnostics.Add(diagnostic.Code, cell.Place, [.. diagnostic.Arguments]);
            if (field is not ListField.Note && Date().IsMatch(ListText.Cell(cell.Text))) diagnostics.Add("HW724", cell.Place, cell.Address, cell.Text);
        }
    }

    /// <summary>What is left of 3-2 when a spreadsheet took it for a day.</summary>
    [GeneratedRegex("^\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?( \\d{2}:\\d{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex("^(合计|总计|共计|小计|总人数|注[:：]|注\\d|备注[:：]|说明[:：]|制表|填表|审核|审批|负责人|单位负责人|经办|联系人|填报|报送|盖章|（盖章）|共\\d+[人名个])", RegexOptions.CultureInvariant)]
    private static partial Regex Footer();

    [GeneratedRegex("^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+|\\d+[、.．])|[（(](共)?\\d+(人|名|个)[）)]$", RegexOptions.CultureInvariant)]
    private static partial Regex Section();
}
