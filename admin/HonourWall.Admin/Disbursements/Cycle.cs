using HonourWall.Admin.Accounts;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements.Snapshots;
using HonourWall.Admin.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Disbursements;

/// <summary>One round of one programme (发放批次): who decided what, from which rules and which budget.</summary>
public sealed class Cycle : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid OrganisationId { get; init; }

    /// <summary>Pays the persons at and below this organisation.</summary>
    public required string OrganisationPath { get; set; }

    public required Programme Programme { get; set; }

    public required int Year { get; set; }

    public required string Purpose { get; set; }

    /// <summary>The document that fixes the amounts (依据文件).</summary>
    public required string Basis { get; set; }

    /// <summary>The same for everybody; zero where a line decides.</summary>
    public long AmountFen { get; set; }

    /// <summary>收入线: what is below it is made up for.</summary>
    public long LineFen { get; set; }

    /// <summary>The most that anybody gets below the line.</summary>
    public long CapFen { get; set; }

    /// <summary>The day whose honours and rules count (发放日).</summary>
    public required DateOnly PayOn { get; set; }

    public required Guid BudgetId { get; set; }

    public CycleState State { get; set; } = CycleState.Draft;

    public required Guid AuthorId { get; init; }

    public Guid? FirstReviewerId { get; set; }

    public Guid? SecondReviewerId { get; set; }

    /// <summary>The release of the rules that decided.</summary>
    public Guid? ReleaseId { get; set; }

    public string? RulePack { get; set; }

    /// <summary>Hash of the rule pack that decided.</summary>
    public string? RuleVersion { get; set; }

    /// <summary>Persons who were looked at in the last freeze.</summary>
    public int ExaminedCount { get; set; }

    /// <summary>Persons whom the rules give nothing.</summary>
    public int RefusedCount { get; set; }

    /// <summary>Why not, as <see cref="Refusal"/> writes it.</summary>
    public string Refusals { get; set; } = "";

    /// <summary>Persons whom another cycle of ours pays for the same purpose.</summary>
    public int ElsewhereCount { get; set; }

    /// <summary>Payable rows and their sum, at the freeze and again at the approval.</summary>
    public int Count { get; set; }

    public long TotalFen { get; set; }

    /// <summary>Keyed signature over all rows of the freeze.</summary>
    public string? Snapshot { get; set; }

    /// <summary>Keyed signature over the rows that were approved.</summary>
    public string? Approval { get; set; }

    /// <summary>Why it was returned or cancelled.</summary>
    public string? Remark { get; set; }

    public DateTimeOffset? FrozenAt { get; set; }

    public DateTimeOffset? ReviewedAt { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Counts the moves.</summary>
    public int Version { get; set; }

    public Money Amount => new(AmountFen);

    public Money Line => new(LineFen);

    public Money Cap => new(CapFen);

    public Money Total => new(TotalFen);

    /// <summary>What each person is paid for once: the key of <see cref="Disbursement.Claim"/>.</summary>
    public string ClaimKey => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Programme}/{Year}/{Purpose}");

    public string Title => $"{Year} 年{Programme.Word()}{(Purpose == Programmes.WholeYear ? "" : "（" + Purpose + "）")}";
}

/// <summary>The table <c>cycles</c>.</summary>
public sealed class CycleTable : IEntityTypeConfiguration<Cycle>
{
    public void Configure(EntityTypeBuilder<Cycle> builder)
    {
        builder.ToTable("cycles");
        builder.Ignore(c => c.Amount).Ignore(c => c.Line).Ignore(c => c.Cap).Ignore(c => c.Total).Ignore(c => c.ClaimKey).Ignore(c => c.Title);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Budget>().WithMany().HasForeignKey(c => c.BudgetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(c => c.AuthorId).OnDelete(DeleteBehavior.Restrict);
    }
}
