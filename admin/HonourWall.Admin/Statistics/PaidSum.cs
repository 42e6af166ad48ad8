using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Statistics;

/// <summary>What a cycle has paid so far for one kind: how many times, how much. Written by <see cref="PaidFigures"/> only.</summary>
public sealed class PaidSum : IScoped, IUnaudited
{
    public required Guid CycleId { get; init; }

    public required string OrganisationPath { get; init; }

    /// <summary>The programme; of applications the benefit's title, for 大病救助 and 火灾救助 are not one figure.</summary>
    public required string Kind { get; init; }

    public required int Year { get; init; }

    public required int Visits { get; init; }

    public required long Fen { get; init; }
}

/// <summary>The table <c>paid_sums</c>.</summary>
public sealed class PaidSumTable : IEntityTypeConfiguration<PaidSum>
{
    public void Configure(EntityTypeBuilder<PaidSum> builder)
    {
        builder.ToTable("paid_sums").HasKey(s => new { s.CycleId, s.Kind });
        builder.HasOne<Cycle>().WithMany().HasForeignKey(s => s.CycleId).OnDelete(DeleteBehavior.Restrict);
    }
}
