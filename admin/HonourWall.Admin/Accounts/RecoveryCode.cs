using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Accounts;

/// <summary>A code that replaces the second factor once, when the phone is lost.</summary>
public sealed class RecoveryCode : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    public required string OrganisationPath { get; set; }

    public required string Digest { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>The table <c>recovery_codes</c>.</summary>
public sealed class RecoveryCodeTable : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_codes");
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
