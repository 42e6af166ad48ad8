using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>A return file that was uploaded and compared, and not yet applied; sealed as a whole.</summary>
public sealed class PendingReturn : IScoped
{
    public static readonly ProtectedField PayloadField = new("bank_returns", "payload", SensitiveKind.Secret, "银行回盘");

    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid BankFileId { get; init; }

    public required string OrganisationPath { get; set; }

    /// <summary>Only they see it again.</summary>
    public required Guid UploadedBy { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required ProtectedText Payload { get; set; }
}

/// <summary>The table <c>bank_returns</c>.</summary>
public sealed class PendingReturnTable : IEntityTypeConfiguration<PendingReturn>
{
    public void Configure(EntityTypeBuilder<PendingReturn> builder)
    {
        builder.ToTable("bank_returns");
        builder.HasOne<BankFile>().WithMany().HasForeignKey(r => r.BankFileId).OnDelete(DeleteBehavior.Restrict);
    }
}
