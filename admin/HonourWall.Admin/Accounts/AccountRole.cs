using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Accounts;

/// <summary>A role that an account holds. The database refuses a second administration role, and one that does not fit the account's kind.</summary>
public sealed class AccountRole : IScoped
{
    public required Guid AccountId { get; init; }

    public required Role Role { get; init; }

    /// <summary>The account's kind, repeated so that a foreign key can compare it.</summary>
    public required AccountKind Kind { get; init; }

    public required string OrganisationPath { get; set; }

    /// <summary>Who granted it; null for the console.</summary>
    public Guid? GrantedBy { get; init; }
}

/// <summary>The table <c>account_roles</c>.</summary>
public sealed class AccountRoleTable : IEntityTypeConfiguration<AccountRole>
{
    public void Configure(EntityTypeBuilder<AccountRole> builder) => builder.ToTable("account_roles").HasKey(r => new { r.AccountId, r.Role });
}
