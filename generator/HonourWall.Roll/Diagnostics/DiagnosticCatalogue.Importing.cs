namespace HonourWall.Roll.Diagnostics;

public static partial class DiagnosticCatalogue
{
    /// <summary>HW7xx: award lists as clerks have them, and new files.</summary>
    private static DiagnosticEntry[] Importing() =>
    [
        Error("HW701", "「{0}」不是能读取的名单", "\"{0}\" is no list that can be read",
            "用 Excel 另存为 .xlsx，或「CSV UTF-8」。", "Save it from Excel as .xlsx or as \"CSV UTF-8\"."),
        Error("HW702", "没有找到表头：前 20 行中没有「姓名」或「集体名称」一栏", "no heading row: none of the first 20 rows has 姓名 (name) or 集体名称 (collective)",
            "在名单上方加一行表头，例如：姓名、单位、职务。", "Put a row of headings above the list, such as 姓名, 单位, 职务."),
        Error("HW703", "不止一张工作表有名单：{0}", "more than one sheet holds a list: {0}",
            "用 --sheet 指定一张。", "Name one of them with --sheet."),
        Error("HW704", "{0} 没有姓名，这一行却有别的内容", "{0} has no name, but its row has other cells",
            "补上姓名，或删去这一行。", "Fill in the name, or delete the row."),
        Error("HW705", "{0} 的性别「{1}」不是「男」或「女」", "the gender in {0}, \"{1}\", is neither 男 nor 女",
            "改正，或留空。", "Correct it or leave it empty."),
        Error("HW706", "{0} 的区「{1}」不在 districts.csv 中", "the district in {0}, \"{1}\", is not in districts.csv",
            "改正或留空；整栏都不是区，就加 --skip-column 和这一栏的名字。", "Correct it or leave it empty; when the column holds no districts, name it with --skip-column."),
        Error("HW707", "{0} 的行业「{1}」不在 industries.csv 中", "the industry in {0}, \"{1}\", is not in industries.csv",
            "改正、留空，或先在 industries.csv 中加上；不需要这一栏就加 --skip-column。", "Correct it, leave it empty, add it to industries.csv, or name the column with --skip-column."),
        Error("HW708", "{0}「{1}」与 {2} 的姓名和单位都相同", "{0}, {1}, has the name and the unit of {2}",
            "重复就删去一行；确是两个人就加 --new {3}。", "Delete one row; for two different people say --new {3}."),
        Note("HW709", "没有读取 {0} 一栏「{1}」：不认识它，或前面已有同类的一栏", "the column at {0}, \"{1}\", was not read: it is not known, or an earlier one holds the same",
            "需要的话，改成姓名、性别、民族、区、单位、职务、行业、备注中的一个。", "If it is needed, rename it to one of 姓名 性别 民族 区 单位 职务 行业 备注."),
        Error("HW710", "{0}「{1}」与已有的人同名：{2}", "{0}, {1}, has the name of somebody who is there already: {2}",
            "同一人就加 --same {3}={4}；另一人就加 --new {3}。", "The same person: --same {3}={4}. Another person: --new {3}."),
        Error("HW711", "{0}「{1}」在这一批次中已有同名的人，单位不同：{2}", "{0}, {1}: this batch has somebody of that name with another unit: {2}",
            "同一人就加 --same {3}={4}（不会改动已有的行）；另一人就加 --new {3}。", "The same person: --same {3}={4} (the row there stays). Another person: --new {3}."),
        Error("HW712", "第 {0} 行不能这样指定：「{1}」", "row {0} cannot be decided so: \"{1}\"",
            "--same 要写名单中的行号和同名的已有编号，--new 要写行号，或再加一个没有用过的编号。", "--same takes a row of the list and the id of somebody of that name, --new a row and perhaps an id that was never used."),
        Error("HW713", "{0}「{1}」读不出拼音，编不出编号", "no id can be made from {0}, {1}",
            "自己定一个：--new {2}=zhang-wei。", "Choose one: --new {2}=zhang-wei."),
        Error("HW714", "batches.csv 中没有批次「{0}」", "batch \"{0}\" is not in batches.csv",
            "改正编号；是新的批次，就加 --award 奖项编号 --year 年份，会在 batches.csv 中新建一行。", "Correct the id; for a new batch add --award and --year, and batches.csv gets a line for it."),
        Note("HW715", "{0} 一栏「{1}」是个人信息，没有读取", "the column at {0}, \"{1}\", is personal and was not read",
            "个人号码、住址、联系方式不进内容文件夹；这份名单也不要放进去。", "Numbers, addresses and contacts stay out of the content folder; so does this list."),
        Note("HW716", "{0} 一栏「{1}」把单位和职务写在一起，照原样全部读作单位", "the column at {0}, \"{1}\", holds unit and post in one: all of it was read as the unit, as it is written",
            "要分开就在名单中拆成两栏，再导入。", "Split it into two columns before the import to have them apart."),
        Error("HW717", "「{0}」授予个人，名单却是集体", "\"{0}\" is for persons, but the list is one of collectives",
            "检查 --batch；是个人名单就把表头写成「姓名」。", "Check --batch; in a list of persons the heading is 姓名."),
        Error("HW718", "「{0}」授予集体，名单却是个人", "\"{0}\" is for units and teams, but the list is one of persons",
            "检查 --batch；是集体名单就把表头写成「集体名称」。", "Check --batch; in a list of collectives the heading is 集体名称."),
        Error("HW720", "已有同名的人：{0}", "somebody of that name is there already: {0}",
            "写给其中一人，就用编号代替姓名；另一人就加 --new。", "For one of them give the id instead of the name; for another person add --new."),
        Error("HW721", "文件「{0}」已经有了", "file \"{0}\" is there already",
            "直接编辑它。", "Edit it."),
    ];
}
