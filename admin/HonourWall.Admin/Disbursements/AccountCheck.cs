using HonourWall.Admin.Data;
using HonourWall.Admin.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Disbursements;

/// <summary>A second person has typed a changed account from its document, and it was the same (帐号核对).</summary>
public sealed class AccountCheck : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PersonId { get; init; }

    public required string OrganisationPath { get; set; }

    /// <summary>Which change was checked: a later one needs a check of its own.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }

    public required string CheckedBy { get; init; }

    public required DateTimeOffset CheckedAt { get; init; }
}

/// <summary>The table <c>account_checks</c>.</summary>
public sealed class AccountCheckTable : IEntityTypeConfiguration<AccountCheck>
{
    public void Configure(EntityTypeBuilder<AccountCheck> builder)
    {
        builder.ToTable("account_checks");
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
