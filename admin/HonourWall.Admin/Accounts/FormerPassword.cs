using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Accounts;

/// <summary>A password that was used before, as its hash; the profile <c>mlps</c> refuses the last ones.</summary>
public sealed class FormerPassword : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    public required string OrganisationPath { get; set; }

    public required string PasswordHash { get; init; }

    public required DateTimeOffset SetAt { get; init; }
}

/// <summary>The table <c>former_passwords</c>.</summary>
public sealed class FormerPasswordTable : IEntityTypeConfiguration<FormerPassword>
{
    public void Configure(EntityTypeBuilder<FormerPassword> builder)
    {
        builder.ToTable("former_passwords");
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
