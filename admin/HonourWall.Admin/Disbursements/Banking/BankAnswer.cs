using HonourWall.Admin.Data;
using HonourWall.Admin.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>An answer of the bank (回盘) that was entered for a file: known again by its digest when it comes once more.</summary>
public sealed class BankAnswer : IScoped, IUnaudited
{
    public required Guid BankFileId { get; init; }

    public required string OrganisationPath { get; set; }

    /// <summary>Of every cell, under the audit's key: there are account numbers in it.</summary>
    public required string Digest { get; init; }

    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>The same cells are the same answer, as whatever kind of file they came.</summary>
    public static string TextOf(Table table) => string.Join('\n', table.Rows.Prepend(table.Header.ToArray()).Select(row => string.Join('\t', row.Select(cell => cell.Trim()))));
}

/// <summary>The table <c>bank_answers</c>.</summary>
public sealed class BankAnswerTable : IEntityTypeConfiguration<BankAnswer>
{
    public void Configure(EntityTypeBuilder<BankAnswer> builder)
    {
        builder.ToTable("bank_answers").HasKey(a => new { a.BankFileId, a.Digest });
        builder.HasOne<BankFile>().WithMany().HasForeignKey(a => a.BankFileId).OnDelete(DeleteBehavior.Restrict);
    }
}
