using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Registry.Import;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>
/// The dry run of a return file (回盘) against the file it answers: each row must be one of ours to the digit. Made anew before it is applied. Applying the
/// same one twice changes nothing the second time.
/// </summary>
/// <param name="Already">Rows that say what is known already.</param>
/// <param name="Waiting">Rows of the bank file that still have no result afterwards.</param>
/// <param name="ByAccount">Whether it names accounts; otherwise people by name.</param>
/// <param name="Earliest">The earliest day that it names; null when it names none.</param>
/// <param name="Doubt">Why it may be the answer to another file; null when nothing says so.</param>
public sealed record ReturnPlan(Table Table, ImmutableArray<ReturnResult> Results, ImmutableArray<ImportError> Errors, int Already, int Waiting, Money Paid, Money Failed, bool ByAccount, DateOnly? Earliest, ReturnDoubt? Doubt = null)
{
    public static async Task<ReturnPlan> MakeAsync(AdminDb db, BankFileDesk desk, BankFile file, Table table, CancellationToken cancel)
    {
        var errors = new List<ImportError>();
        var (columns, made) = (ReturnColumns.Find(table.Header, errors), Beijing.Day(file.MadeAt));
        var results = new List<ReturnResult>();
        var (already, paid, failed) = (0, Money.Zero, Money.Zero);
        var rows = await db.Set<BankFileRow>().AsNoTracking().Where(r => r.BankFileId == file.Id).ToDictionaryAsync(r => r.RowNumber, cancel);
        if (columns is not null)
        {
            var lines = (await desk.LinesAsync(db, file, cancel)).ToDictionary(line => line.Number);
            var seen = new Dictionary<int, int>();
            for (var i = 0; i < table.Rows.Length; i++)
            {
                if (Read(table, i + 1, columns, made, lines, seen, errors) is not { } result) continue;
                var row = rows[result.Number];
                if (row.Outcome == result.Outcome) already++;
                else if (row.Outcome != BankOutcome.Open) errors.Add(new(i + 1, columns.Outcome, row.Outcome == BankOutcome.Paid ? "这一笔已登记为成功，不能改成失败。钱若真的退回来了，请先与银行核实。" : "这一笔已登记为失败，可能已另行重发，不能改成成功。请先与银行核实。"));
                else
                {
                    results.Add(result);
                    var amount = lines[result.Number].Amount;
                    if (result.Outcome == BankOutcome.Paid) paid += amount;
                    else failed += amount;
                }
            }
        }
        var waiting = rows.Values.Count(r => r.Outcome == BankOutcome.Open) - results.Count;
        var earliest = columns is { Day: >= 0 } ? table.Rows.Select(cells => Day(cells, columns)).Min() : null;
        return new(table, [.. results], [.. errors.OrderBy(e => e.Row).ThenBy(e => e.Column)], already, waiting, paid, failed, columns is { Account: >= 0 }, earliest);
    }

    private static ReturnResult? Read(Table table, int row, ReturnColumns columns, DateOnly made, Dictionary<int, BankLine> lines, Dictionary<int, int> seen, List<ImportError> errors)
    {
        var (before, cells) = (errors.Count, table.Rows[row - 1]);
        if (!int.TryParse(cells[columns.Number], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !lines.TryGetValue(number, out var line))
        {
            errors.Add(new(row, columns.Number, cells[columns.Number].Length == 0 ? "这一行没有序号。若是合计或说明，请删去。" : $"序号“{Shorten(cells[columns.Number])}”不在这个文件里（1 到 {lines.Count}）。"));
            return null;
        }
        if (!seen.TryAdd(number, row)) errors.Add(new(row, columns.Number, $"与第 {table.LineOf(seen[number])} 行的序号相同。"));
        if (columns.Account >= 0 && Masking.Normal(SensitiveKind.BankCard, cells[columns.Account]) != line.Account) errors.Add(new(row, columns.Account, IsCut(cells[columns.Account], line.Account) ? "帐号在回盘里成了数字，15 位以后的已经丢失，不能核对。请银行把这一列设成文本，重新给一份。" : "帐号与发出的不同。"));
        if (!Money.TryParse(cells[columns.Amount].Replace(",", "", StringComparison.Ordinal), out var amount) || amount != line.Amount) errors.Add(new(row, columns.Amount, $"金额与发出的 {line.Amount} 元不同。"));
        if (columns.Name >= 0 && BankText.Name(cells[columns.Name]) != BankText.Name(line.Name)) errors.Add(new(row, columns.Name, "姓名与发出的不同。"));
        // What the bank did before it had this file is the answer to another one.
        if (columns.Day >= 0 && Day(cells, columns) is { } day && day < made) errors.Add(new(row, columns.Day, $"{day:yyyy-MM-dd} 早于这个文件制作的 {made:yyyy-MM-dd}：这是另一个文件的回盘。"));
        var outcome = ReturnColumns.Outcomes.FirstOrDefault(o => o.Word == cells[columns.Outcome].Trim());
        if (outcome.Word is null) errors.Add(new(row, columns.Outcome, $"结果“{Shorten(cells[columns.Outcome])}”须是“成功”或“失败”。"));
        var remark = columns.Remark < 0 ? "" : Masking.MaskNumbers(Writing.Readable(cells[columns.Remark].Trim())); // "帐号 6222…不存在": it is shown, exported and kept in the clear
        return errors.Count > before ? null : new(number, outcome.Outcome, remark.Length > 100 ? remark[..100] : remark);
    }

    // As Excel writes a long number out again: fifteen digits, then zeroes.
    private static bool IsCut(string cell, string account) =>
        TableReader.IsCutNumber(cell) || (cell.Length > 15 && cell.Length == account.Length && cell.StartsWith(account[..15], StringComparison.Ordinal) && cell.AsSpan(15).IndexOfAnyExcept('0') < 0);

    private static DateOnly? Day(string[] cells, ReturnColumns columns) => PersonForm.ReadDate(cells[columns.Day].Split(' ', 'T')[0]);

    private static string Shorten(string text) => text.Length > 20 ? text[..20] + "…" : text;
}

/// <summary>What the bank says about one row.</summary>
public sealed record ReturnResult(int Number, BankOutcome Outcome, string Remark);
