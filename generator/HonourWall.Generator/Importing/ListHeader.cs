using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace HonourWall.Generator.Importing;

/// <summary>What a column of a list holds.</summary>
internal enum ListField
{
    Name,
    CollectiveName,
    Gender,
    Ethnicity,
    District,
    Employer,
    Title,
    Industry,
    Note,
    /// <summary>A serial number, the award or the year: known and not needed.</summary>
    Passed,
    /// <summary>A number or address of a person: never taken over.</summary>
    Private,
}

/// <summary>The headings of a list, in one row or in two: which column holds what, by the many names that clerks give them.</summary>
internal sealed partial class ListHeader
{
    /// <summary>Headings stand near the top, below titles and remarks.</summary>
    private const int LastRowToLookAt = 20;

    private static readonly FrozenDictionary<string, ListField> Aliases = new (ListField Field, string Names)[]
    {
        (ListField.Name, "姓名 名字 人员姓名 获奖人 获奖人姓名 获奖者 获奖个人 获奖人员 人选 人选姓名 推荐人选 推荐对象 拟表彰对象 表彰对象 候选人 先进个人 劳模姓名 受表彰人员 name"),
        (ListField.CollectiveName, "集体名称 集体 获奖集体 先进集体 先进集体名称 班组名称 班组 车间班组名称 获奖单位 表彰单位 集体全称"),
        (ListField.Gender, "性别 gender"),
        (ListField.Ethnicity, "民族 ethnicity"),
        (ListField.District, "区 区县 所在区 所在区县 所属区 所属区县 推荐区 推荐区县 行政区 属地 district"),
        (ListField.Employer, "单位 工作单位 所在单位 单位名称 单位全称 工作单位名称 所在单位名称 工作单位全称 现工作单位 employer"),
        (ListField.Title, "职务 职称 职务职称 职务/职称 职务、职称 职务及职称 职务或职称 职务或工种 职务/工种 工种 工种/职务 岗位 岗位/职务 职业 现任职务 职务工种 title"),
        (ListField.Industry, "行业 所属行业 所在行业 行业类别 industry"),
        (ListField.Note, "备注 note"),
        (ListField.Passed, "序号 序 编号 号 no no. 年度 年份 奖项 奖项名称 荣誉 荣誉称号 荣誉名称 称号 授予称号 授予荣誉称号 类别 推荐单位 推荐类别"),
        (ListField.Private, "身份证 身份证号 身份证号码 证件号 证件号码 公民身份号码 手机 手机号 手机号码 电话 联系电话 联系方式 移动电话 住址 家庭住址 家庭地址 通讯地址 户籍地址 银行卡 银行卡号 卡号 账号 开户行 出生年月 出生日期 出生年月日 年龄 政治面貌 健康状况 家庭情况 收入 邮箱"),
    }.SelectMany(a => a.Names.Split(' ').Select(name => (name, a.Field))).ToFrozenDictionary(a => a.name, a => a.Field, StringComparer.Ordinal);

    private readonly Dictionary<ListField, int> _columns;
    private readonly SortedDictionary<int, string> _headings;

    /// <summary>The second row of headings; empty where there is one.</summary>
    private ImmutableArray<ListCell> _lower = [];

    /// <summary>The place of its last row among the rows of the sheet.</summary>
    public int Index { get; private init; }

    /// <summary>Headings that no field knows, and those of a field that an earlier column holds.</summary>
    public ImmutableArray<ListCell> Unread { get; private init; }

    public ImmutableArray<ListCell> Private { get; private init; }

    /// <summary>The headings of unit and post in one: written as they are, for nobody can say where one ends.</summary>
    public ListCell? Combined { get; private init; }

    public bool IsOfCollectives => !_columns.ContainsKey(ListField.Name);

    public int NameColumn => _columns[IsOfCollectives ? ListField.CollectiveName : ListField.Name];

    public int? this[ListField field] => _columns.TryGetValue(field, out var column) ? column : null;

    /// <summary>Whether a column has a heading, known or not.</summary>
    public bool Heads(int column) => _headings.ContainsKey(column);

    /// <summary>Every heading, known or not, those that are not to be read too.</summary>
    public IEnumerable<string> All => _headings.Values;

    /// <summary>The first row with a name and more headings, else with a name's heading alone, which may be a title; null when there is none.</summary>
    public static ListHeader? Find(ListSheet sheet, IReadOnlyCollection<string> skip)
    {
        ListHeader? alone = null;
        for (var i = 0; i < Math.Min(LastRowToLookAt, sheet.Rows.Length); i++)
        {
            if (Read(sheet.Rows[i], i, skip) is not { } header) continue;
            if (header.IsContinuedBy(sheet.Rows.ElementAtOrDefault(i + 1)) && Read(Both(sheet.Rows[i], sheet.Rows[i + 1]), i + 1, skip) is { } both)
            {
                header = both;
                header._lower = sheet.Rows[i + 1];
            }
            if (header._columns.Count + header.Private.Length > 1) return header;
            alone ??= header;
        }
        return alone;
    }

    /// <summary>A heading over several columns, 基本情况, has theirs in the row below it; nobody's name stands in that.</summary>
    private bool IsContinuedBy(ImmutableArray<ListCell> below) =>
        !below.IsDefault && (NameColumn >= below.Length || string.IsNullOrWhiteSpace(below[NameColumn].Text) || IsRepeatedBy(below))
        && below.Any(cell => cell.Column != NameColumn && Aliases.ContainsKey(ListText.Heading(cell.Text)));

    /// <summary>The lower heading of a column where it is one that is known, else the upper one.</summary>
    private static ImmutableArray<ListCell> Both(ImmutableArray<ListCell> above, ImmutableArray<ListCell> below) =>
        [.. below.Select((cell, i) => i >= above.Length || string.IsNullOrWhiteSpace(above[i].Text) || Aliases.ContainsKey(ListText.Heading(cell.Text)) ? cell : above[i]), .. above.Skip(below.Length)];

    /// <summary>A heading is printed again at the top of each page; its second row stands there without a name.</summary>
    public bool IsRepeatedBy(ImmutableArray<ListCell> row) =>
        IsLower(row) || NameColumn < row.Length && Aliases.TryGetValue(ListText.Heading(row[NameColumn].Text), out var field) && field is ListField.Name or ListField.CollectiveName;

    private bool IsLower(ImmutableArray<ListCell> row) => !_lower.IsEmpty && Headings(row).SequenceEqual(Headings(_lower));

    private static IEnumerable<(int, string)> Headings(ImmutableArray<ListCell> row) =>
        row.Select(cell => (cell.Column, Text: ListText.Heading(cell.Text))).Where(heading => heading.Text.Length > 0);

    private static ListHeader? Read(ImmutableArray<ListCell> row, int index, IReadOnlyCollection<string> skip)
    {
        var columns = new Dictionary<ListField, int>();
        var unread = ImmutableArray.CreateBuilder<ListCell>();
        var isPrivate = ImmutableArray.CreateBuilder<ListCell>();
        ListCell? combined = null;
        foreach (var cell in row)
        {
            var heading = ListText.Heading(cell.Text);
            if (heading.Length == 0 || skip.Any(s => ListText.Heading(s) == heading)) continue;
            if (UnitAndPost().IsMatch(ListText.Cell(cell.Text).Replace(" ", "", StringComparison.Ordinal)))
            {
                if (combined is null) combined = cell;
                else unread.Add(cell);
            }
            else if (!Aliases.TryGetValue(heading, out var field)) unread.Add(cell);
            else if (field == ListField.Private) isPrivate.Add(cell);
            else if (!columns.TryAdd(field, cell.Column) && field != ListField.Passed) unread.Add(cell);
        }
        // Beside a column of the unit alone it would say the unit twice.
        if (combined is { } both && !columns.TryAdd(ListField.Employer, both.Column))
        {
            unread.Add(both);
            combined = null;
        }
        // A list of collectives may call them by their unit.
        if (!columns.ContainsKey(ListField.Name) && !columns.ContainsKey(ListField.CollectiveName) && columns.Count > 1 && columns.Remove(ListField.Employer, out var unit)) columns[ListField.CollectiveName] = unit;
        var hasName = columns.ContainsKey(ListField.Name) || columns.ContainsKey(ListField.CollectiveName);
        if (!hasName) return null;
        return new ListHeader(columns, row) { Index = index, Unread = unread.DrainToImmutable(), Private = isPrivate.DrainToImmutable(), Combined = combined };
    }

    private ListHeader(Dictionary<ListField, int> columns, ImmutableArray<ListCell> row) =>
        (_columns, _headings) = (columns, new(Headings(row).ToDictionary()));

    [GeneratedRegex("^现?(工作|所在)?单位(名称|全称)?[（(]?(及其|及|和|与|兼|[、/／，,·—-])?(现任)?(职务|职称|岗位|工种|职业)|^(职务|职称|岗位|工种|职业)(及其|及|和|与|[、/／，,])(工作|所在)?单位", RegexOptions.CultureInvariant)]
    private static partial Regex UnitAndPost();
}
