using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Statistics;

/// <summary>In which years somebody was paid for a kind by an organisation or by anybody below it. Written by <see cref="PaidFigures"/> only.</summary>
public sealed class PaidPerson : IScoped, IUnaudited
{
    /// <summary>Whose figure it is: each organisation above a payment has a row of its own.</summary>
    public required string OrganisationPath { get; init; }

    /// <summary>As in <see cref="PaidSum.Kind"/>; empty for all kinds together.</summary>
    public required string Kind { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>A bit for each year, see <see cref="Bit"/>.</summary>
    public required long Years { get; init; }

    /// <summary>The bit of a year. They come round after 62 years; a table shows five.</summary>
    public static long Bit(int year) => 1L << (year - 2000) % 62;
}

/// <summary>The table <c>paid_persons</c>.</summary>
public sealed class PaidPersonTable : IEntityTypeConfiguration<PaidPerson>
{
    public void Configure(EntityTypeBuilder<PaidPerson> builder) => builder.ToTable("paid_persons").HasKey(p => new { p.OrganisationPath, p.Kind, p.PersonId });
}
