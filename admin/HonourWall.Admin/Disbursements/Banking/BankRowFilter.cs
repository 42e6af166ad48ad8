using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>What the rows of a bank file are narrowed to.</summary>
public sealed record BankRowFilter(string Text, BankOutcome? Outcome, FilterInput? Input = null) : ListFilter(Input)
{
    public static BankRowFilter Read(FilterInput input) => new(
        input.Words("q"),
        input.Choice<BankOutcome>("outcome"), input);

    /// <summary>In the order of the file.</summary>
    public IQueryable<BankRow> Apply(AdminDb db, Guid file)
    {
        var rows = Rows(db.Set<BankFileRow>().AsNoTracking().Where(r => r.BankFileId == file));
        if (Outcome is { } outcome) rows = rows.Where(r => r.Outcome == outcome);
        var payments = db.Set<Disbursement>().AsNoTracking();
        if (Text.Length > 0) payments = payments.Where(d => d.Name.Contains(Text));
        return rows.Join(payments, r => r.DisbursementId, d => d.Id, (r, d) => new BankRow { Row = r, Payment = d }).OrderBy(p => p.Row.RowNumber);
    }

    protected override IEnumerable<(string Name, string Value)> Chosen() => [("q", Text), ("outcome", Outcome?.ToString() ?? "")];
}

/// <summary>A row of a bank file and the payment that it sends.</summary>
public sealed class BankRow
{
    public required BankFileRow Row { get; init; }

    public required Disbursement Payment { get; init; }
}
