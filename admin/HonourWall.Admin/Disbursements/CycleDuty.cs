using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Disbursements;

/// <summary>What an account has done in the chain that leads to a cycle's money. One account, one duty: the primary key says so as well.</summary>
public enum Duty
{
    Author,
    Reviewer,
    Payer,
}

/// <summary>An account's duty in a cycle, the applications that it pays included.</summary>
public sealed class CycleDuty : IScoped
{
    public required Guid CycleId { get; init; }

    public required Guid AccountId { get; init; }

    public required Duty Duty { get; init; }

    public required string OrganisationPath { get; set; }
}

/// <summary>The table <c>cycle_duties</c>.</summary>
public sealed class CycleDutyTable : IEntityTypeConfiguration<CycleDuty>
{
    public void Configure(EntityTypeBuilder<CycleDuty> builder)
    {
        builder.ToTable("cycle_duties").HasKey(d => new { d.CycleId, d.AccountId });
        builder.HasOne<Cycle>().WithMany().HasForeignKey(d => d.CycleId).OnDelete(DeleteBehavior.Restrict);
    }
}
