using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>What the rows of a bank file are narrowed to.</summary>
public sealed record BankRowFilter(string Text, BankOutcome? Outcome) : ListFilter
{
    public static BankRowFilter Read(Func<string, string?> value) => new(
        Words(value("q")),
        Choice<BankOutcome>(value("outcome")));

    /// <summary>In the order of the file.</summary>
    public IQueryable<BankRow> Apply(AdminDb db, Guid file)
    {
        var rows = db.Set<BankFileRow>().AsNoTracking().Where(r => r.BankFileId == file);
        if (Outcome is { } outcome) rows = rows.Where(r => r.Outcome == outcome);
        var payments = db.Set<Disbursement>().AsNoTracking();
        if (Text.Length > 0) payments = payments.Where(d => d.Name.Contains(Text));
        return rows.Join(payments, r => r.DisbursementId, d => d.Id, (r, d) => new BankRow { Row = r, Payment = d }).OrderBy(p => p.Row.RowNumber);
    }

    public override IEnumerable<(string Name, string Value)> Fields() => [("q", Text), ("outcome", Outcome?.ToString() ?? "")];
}

/// <summary>A row of a bank file and the payment that it sends.</summary>
public sealed class BankRow
{
    public required BankFileRow Row { get; init; }

    public required Disbursement Payment { get; init; }
}
