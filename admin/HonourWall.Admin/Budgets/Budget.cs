using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Budgets;

/// <summary>The money of one source for one year (预算). The database refuses to give away more than there is.</summary>
public sealed class Budget : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid OrganisationId { get; init; }

    public required string OrganisationPath { get; set; }

    public required int Year { get; init; }

    /// <summary>A code of <see cref="BudgetSources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>The document that grants it.</summary>
    public required string Basis { get; set; }

    /// <summary>Confirmed by a second person.</summary>
    public long AmountFen { get; set; }

    /// <summary>Approved payments, paid or not.</summary>
    public long CommittedFen { get; set; }

    /// <summary>A new amount that waits for the second person.</summary>
    public long? ProposedFen { get; set; }

    /// <summary>The document that grants the new amount.</summary>
    public string? ProposedBasis { get; set; }

    public Guid? ProposedBy { get; set; }

    public Guid? ConfirmedBy { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Money Amount => new(AmountFen);

    public Money Committed => new(CommittedFen);

    public Money Left => Amount - Committed;

    public Money? Proposed => ProposedFen is { } fen ? new(fen) : null;
}

/// <summary>The table <c>budgets</c>.</summary>
public sealed class BudgetTable : IEntityTypeConfiguration<Budget>
{
    public void Configure(EntityTypeBuilder<Budget> builder)
    {
        builder.ToTable("budgets");
        builder.Ignore(b => b.Amount).Ignore(b => b.Committed).Ignore(b => b.Left).Ignore(b => b.Proposed);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(b => b.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
