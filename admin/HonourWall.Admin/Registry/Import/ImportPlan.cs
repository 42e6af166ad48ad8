using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Tables;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Registry.Import;

/// <summary>
/// The dry run of a list against the registry as it is now: what would be added, every mistake with its row and column, and whom it may double.
/// Made anew before it is applied, for the registry may have changed.
/// </summary>
public sealed partial record ImportPlan(Table Table, ImmutableArray<(PersonForm Form, Organisation Organisation)> Persons, ImmutableArray<ImportError> Errors, ImmutableArray<ImportError> Doubts, ImmutableArray<string> Ignored)
{
    public static async Task<ImportPlan> MakeAsync(AdminDb db, Vault vault, Table table, Organisation fallback, DateOnly today, CancellationToken cancel)
    {
        table = UnderOneHeading(table);
        var errors = new List<ImportError>();
        var columns = table.Header.Select(ImportColumns.Find).ToList();
        foreach (var places in columns.Select((field, i) => (field, i)).Where(c => c.field is not null).GroupBy(c => c.field, c => c.i).Select(g => g.ToList()).Where(g => g.Count > 1))
        {
            var (first, second) = (table.Header[places[0]], table.Header[places[1]]);
            errors.Add(new(0, places[1], first == second ? $"有两列“{first}”，请只留一列。" : $"“{second}”与“{first}”是同一项，请只留一列。"));
        }
        if (!columns.Contains("name")) errors.Add(new(0, -1, "缺少“姓名”这一列。"));
        var organisations = (await db.Organisations.AsNoTracking().ToListAsync(cancel)).ToLookup(o => o.Name, StringComparer.Ordinal);
        var persons = new List<(PersonForm Form, Organisation Organisation)>();
        if (errors.Count == 0)
        {
            for (var row = 0; row < table.Rows.Length; row++)
            {
                var cells = table.Rows[row];
                var form = ReadRow(cells, columns, out var wrongDay);
                if (Remark().IsMatch(cells.First(cell => cell.Length > 0)))
                {
                    errors.Add(new(row + 1, -1, "这一行是合计或说明，不是人，请删去。"));
                    persons.Add((form, fallback));
                    continue;
                }
                if (wrongDay is not null) errors.Add(new(row + 1, columns.IndexOf("revoked-on"), wrongDay));
                foreach (var (field, message) in form.Check(today).All)
                {
                    var column = columns.IndexOf(field == "honours" && !columns.Contains("honours") ? "year" : field);
                    errors.Add(new(row + 1, column, column >= 0 && TableReader.IsCutNumber(cells[column]) ? "Excel 把它当成数字，15 位以后的已经丢失。请把这一列设成文本，照原件重新填写。" : message));
                }
                var organisation = fallback;
                if (form.Organisation.Length > 0)
                {
                    var named = organisations[form.Organisation].ToList();
                    if (named.Count == 1) organisation = named[0];
                    else errors.Add(new(row + 1, columns.IndexOf("organisation"), named.Count == 0 ? $"您的组织范围内没有“{form.Organisation}”。" : $"有几个组织都叫“{form.Organisation}”，请空着这一格，另行导入。"));
                }
                persons.Add((form, organisation));
            }
        }
        var doubts = await FindDuplicatesAsync(db, vault, table, persons, columns, errors, cancel);
        return new(table, [.. persons], [.. errors.OrderBy(e => e.Row).ThenBy(e => e.Column)], [.. doubts], [.. table.Header.Select((header, i) => header.Length > 0 ? header : table.Rows.Any(row => row[i].Length > 0) ? $"{XlsxWriter.ColumnName(i)}（没有列名）" : "").Where((header, i) => columns[i] is null && header.Length > 0)]);
    }

    // A heading in two rows, 基本情况 above 身份证号码, is one; printed again at the top of a page it is nobody.
    private static Table UnderOneHeading(Table table)
    {
        if (table.Rows.IsEmpty) return table;
        var (upper, lower) = (table.Header, table.Rows[0]);
        var name = upper.Select(ImportColumns.Find).ToList().IndexOf("name");
        // Somebody whose name was forgotten has a number somewhere.
        var isTwo = name >= 0 && (lower[name].Length == 0 || ImportColumns.Find(lower[name]) == "name") && !lower.Any(cell => cell.Any(char.IsDigit)) && lower.Where((cell, i) => i != name && ImportColumns.Find(cell) is not null).Any();
        var rows = Enumerable.Range(0, table.Rows.Length).Where(i => !table.Rows[i].SequenceEqual(upper) && !(isTwo && table.Rows[i].SequenceEqual(lower))).ToList();
        return table with
        {
            Header = isTwo ? [.. lower.Select((cell, i) => upper[i].Length == 0 || ImportColumns.Find(cell) is not null ? cell : upper[i])] : upper,
            Rows = [.. rows.Select(i => table.Rows[i])],
            Lines = [.. rows.Select(i => table.LineOf(i + 1))],
        };
    }

    private static PersonForm ReadRow(string[] row, List<string?> columns, out string? wrongDay)
    {
        string Cell(string field) => columns.IndexOf(field) is >= 0 and var i ? row[i] : "";
        var (honours, year, revokedOn) = (Cell("honours"), Cell("year"), Cell("revoked-on"));
        // One column for the award and one for its year, or both in one.
        if (year.Length > 0 && honours.Length > 0 && !honours.Any(char.IsAsciiDigit)) honours = $"{honours} {year}";
        wrongDay = revokedOn.Length == 0 ? null
            : PersonForm.ReadDate(revokedOn) is null ? "撤销日期写成 2024-05-01 的样子。"
            : honours.Length == 0 || honours.AsSpan().ContainsAny(";；\r\n") ? "撤销日期要跟着一项荣誉。有几项的，写在各项后面：北京市劳动模范 2020，撤销 2024-05-01。"
            : null;
        if (revokedOn.Length > 0 && wrongDay is null) honours += "，撤销 " + revokedOn;
        return new()
        {
            Name = Cell("name"),
            Organisation = Cell("organisation"),
            Status = Cell("status") is { Length: > 0 } status ? status : "在职",
            StatusSince = Cell("status-since"),
            Unit = Cell("unit"),
            Occupation = Cell("occupation"),
            PublicId = Cell("public-id"),
            IdNumberText = Cell("id-number"),
            Mobile = Cell("mobile"),
            BankCard = Cell("bank-card"),
            BankName = Cell("bank-name"),
            Address = Cell("address"),
            Health = Cell("health"),
            Income = Cell("income"),
            Honours = honours,
        };
    }

    // By ID number a double is a mistake; by name and unit it is a doubt, for two people may share both.
    private static async Task<List<ImportError>> FindDuplicatesAsync(AdminDb db, Vault vault, Table table, List<(PersonForm Form, Organisation Organisation)> persons, List<string?> columns, List<ImportError> errors, CancellationToken cancel)
    {
        var doubts = new List<ImportError>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new Dictionary<(string, string), int>();
        var indexes = new List<(int Row, string[] Indexes)>();
        for (var i = 0; i < persons.Count; i++)
        {
            var form = persons[i].Form;
            if (Masking.Normal(SensitiveKind.IdNumber, form.IdNumberText) is { Length: > 0 } number)
            {
                if (!numbers.TryAdd(number, i)) errors.Add(new(i + 1, columns.IndexOf("id-number"), $"与第 {table.LineOf(numbers[number] + 1)} 行的身份证号相同。"));
                indexes.Add((i, vault.Indexes(PersonFields.IdNumber, number)));
            }
            if (form.Name.Length > 0 && !names.TryAdd((form.Name, form.Unit), i)) doubts.Add(new(i + 1, columns.IndexOf("name"), $"与第 {table.LineOf(names[(form.Name, form.Unit)] + 1)} 行同名、同单位。"));
        }
        foreach (var chunk in indexes.Chunk(400))
        {
            var wanted = chunk.SelectMany(c => c.Indexes).ToList();
            var known = (await db.Persons.Where(p => p.MergedIntoId == null && wanted.Contains(p.IdNumberIndex!)).Select(p => p.IdNumberIndex).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal); // ! : the database knows what to do with none
            foreach (var (row, own) in chunk.Where(c => c.Indexes.Any(known.Contains))) errors.Add(new(row + 1, columns.IndexOf("id-number"), "档案里已有这个身份证号。"));
        }
        var doubled = errors.Where(e => e.Message.StartsWith("档案里已有", StringComparison.Ordinal)).Select(e => e.Row).ToHashSet();
        foreach (var chunk in persons.Select((p, i) => (p.Form, Row: i + 1)).Where(p => p.Form.Name.Length > 0).Chunk(400))
        {
            var wanted = chunk.Select(c => c.Form.Name).Distinct().ToList();
            var known = (await db.Persons.Where(p => p.MergedIntoId == null && wanted.Contains(p.Name)).Select(p => new { p.Name, p.Unit }).ToListAsync(cancel)).Select(p => (p.Name, p.Unit ?? "")).ToHashSet();
            foreach (var (form, row) in chunk.Where(c => known.Contains((c.Form.Name, c.Form.Unit)) && !doubled.Contains(c.Row))) doubts.Add(new(row, columns.IndexOf("name"), "档案里已有同名、同单位的人。"));
        }
        return doubts;
    }

    // The sum below a list, and who filled it in.
    [GeneratedRegex(@"^((合\s*计|总\s*计|小\s*计|共\s*计)([:：（(0-9\s]|$)|[^:：]{1,6}[:：])")]
    private static partial Regex Remark();
}
