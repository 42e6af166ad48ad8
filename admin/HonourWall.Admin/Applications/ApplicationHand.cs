using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Applications;

/// <summary>
/// That an account has had a hand in an application, and in which position. The key is application and account: the database itself refuses a
/// second position to the same account, over all rounds, from the author to the payer, also when two sessions try at once.
/// </summary>
public sealed class ApplicationHand : IScoped
{
    public required Guid ApplicationId { get; init; }

    public required Guid AccountId { get; init; }

    public required string OrganisationPath { get; set; }

    public required ApplicationPosition Position { get; init; }
}

/// <summary>The table <c>application_hands</c>.</summary>
public sealed class ApplicationHandTable : IEntityTypeConfiguration<ApplicationHand>
{
    public void Configure(EntityTypeBuilder<ApplicationHand> builder)
    {
        builder.ToTable("application_hands").HasKey(h => new { h.ApplicationId, h.AccountId });
        builder.HasOne<Application>().WithMany().HasForeignKey(h => h.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
