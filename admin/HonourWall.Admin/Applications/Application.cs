using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Applications;

/// <summary>
/// One application for help (救助申请): for a person of the registry, for one benefit of the rules. It stays with the organisation that took it
/// in, also when the person moves. Only its desk moves it; what is paid is what stands here once it is
/// <see cref="ApplicationState.Approved"/>.
/// </summary>
public sealed class Application : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>受理号, such as <c>JZ20260302-7K3M9QXA</c>: its end is random, so that it tells nobody how many there are.</summary>
    public required string Number { get; init; }

    public required Guid OrganisationId { get; init; }

    public required string OrganisationPath { get; set; }

    public required Guid PersonId { get; set; }

    /// <summary>The person's name when it was taken in, as the letter says it.</summary>
    public required string PersonName { get; init; }

    /// <summary>The benefit's code in the rules: <c>serious-illness</c>.</summary>
    public required string BenefitId { get; init; }

    /// <summary>The benefit's title in the rules then: 大病救助（本人）.</summary>
    public required string BenefitTitle { get; set; }

    public required ApplicationState State { get; set; }

    /// <summary>What the rules give for these facts; zero where they refuse.</summary>
    public required Money Amount { get; set; }

    /// <summary>The release of the rules that computed it; its files stay, so that it can be computed again.</summary>
    public required Guid ReleaseId { get; set; }

    /// <summary>SHA-256 of the pack that computed it.</summary>
    public required string RuleVersion { get; set; }

    /// <summary>The facts as a case of the rules, JSON. Sealed: illness, income and family stand in it.</summary>
    public required ProtectedText Facts { get; set; }

    /// <summary>The assessment with its trace, JSON. Sealed for the same reason.</summary>
    public required ProtectedText Assessment { get; set; }

    /// <summary>Who is paid where it is not the person: next of kin, a guardian. All three or none.</summary>
    public ProtectedText? PayeeName { get; set; }

    public ProtectedText? PayeeIdNumber { get; set; }

    public ProtectedText? PayeeAccount { get; set; }

    public string? PayeeBank { get; set; }

    /// <summary>经办: who submitted it last. Everybody who ever had a hand in it stands in <see cref="ApplicationHand"/>.</summary>
    public required Guid AuthorId { get; set; }

    /// <summary>初审 of this round.</summary>
    public Guid? FirstReviewerId { get; set; }

    /// <summary>复审 of this round.</summary>
    public Guid? SecondReviewerId { get; set; }

    /// <summary>Who decided the appeal.</summary>
    public Guid? AppealReviewerId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When the second review decided.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Counts the moves: of two who act at once, one is refused.</summary>
    public int Version { get; set; }
}

/// <summary>The table <c>applications</c>.</summary>
public sealed class ApplicationTable : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> builder)
    {
        builder.ToTable("applications");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(a => a.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(a => a.Version).IsConcurrencyToken();
    }
}
