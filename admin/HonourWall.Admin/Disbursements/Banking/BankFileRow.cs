using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>What became of a row of a bank file.</summary>
public enum BankOutcome
{
    Open,
    Paid,
    Failed,
}

/// <summary>One payment in one bank file. A payment stands in one row that did not fail: the database refuses a second.</summary>
public sealed class BankFileRow : IScoped, IUnaudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid BankFileId { get; init; }

    public required string OrganisationPath { get; set; }

    /// <summary>序号, from 1.</summary>
    public required int RowNumber { get; init; }

    public required Guid DisbursementId { get; init; }

    /// <summary>The attempt of the payment that this row is.</summary>
    public required int Attempt { get; init; }

    /// <summary>The account as it was sent, sealed for this row: a later correction of the payment leaves it.</summary>
    public required ProtectedText Account { get; set; }

    public required string AccountIndex { get; set; }

    public BankOutcome Outcome { get; set; } = BankOutcome.Open;

    public string? Remark { get; set; }

    public static readonly ProtectedField AccountField = new("bank_file_rows", "account", SensitiveKind.BankCard, "帐号", "account_index");
}

/// <summary>The table <c>bank_file_rows</c>.</summary>
public sealed class BankFileRowTable : IEntityTypeConfiguration<BankFileRow>
{
    public void Configure(EntityTypeBuilder<BankFileRow> builder)
    {
        builder.ToTable("bank_file_rows");
        builder.HasOne<BankFile>().WithMany().HasForeignKey(r => r.BankFileId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Disbursement>().WithMany().HasForeignKey(r => r.DisbursementId).OnDelete(DeleteBehavior.Restrict);
    }
}
