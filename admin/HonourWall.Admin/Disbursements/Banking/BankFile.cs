using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>
/// One file for the bank (银行文件). Its bytes are not stored: they are made again from the frozen rows whenever it is downloaded, and must match the
/// digest that was signed when it was made.
/// </summary>
public sealed class BankFile : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid CycleId { get; init; }

    public required string OrganisationPath { get; set; }

    /// <summary>From 1 within its cycle.</summary>
    public required int Number { get; init; }

    /// <summary>The code of its adapter.</summary>
    public required string Adapter { get; init; }

    public required int Count { get; init; }

    public required long TotalFen { get; init; }

    /// <summary>SHA-256 of the bytes.</summary>
    public required string Digest { get; init; }

    /// <summary>Keyed signature over cycle, number, adapter, count, total and digest.</summary>
    public required string Signature { get; init; }

    public required Guid MadeBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public Money Total => new(TotalFen);
}

/// <summary>The table <c>bank_files</c>.</summary>
public sealed class BankFileTable : IEntityTypeConfiguration<BankFile>
{
    public void Configure(EntityTypeBuilder<BankFile> builder)
    {
        builder.ToTable("bank_files");
        builder.Ignore(f => f.Total);
        builder.HasOne<Cycle>().WithMany().HasForeignKey(f => f.CycleId).OnDelete(DeleteBehavior.Restrict);
    }
}
