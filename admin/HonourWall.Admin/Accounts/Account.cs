using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Accounts;

/// <summary>Someone who may sign in (帐号). One person, one account: the staff number is unique.</summary>
public sealed class Account : IScoped
{
    public static readonly ProtectedField TotpField = new("accounts", "totp_secret", SensitiveKind.Secret, "动态口令密钥");

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Lower-case ASCII, unique, what is typed to sign in.</summary>
    public required string Login { get; init; }

    public required string DisplayName { get; set; }

    /// <summary>工号, unique.</summary>
    public required string StaffNumber { get; init; }

    public required AccountKind Kind { get; init; }

    public required Guid OrganisationId { get; set; }

    public required string OrganisationPath { get; set; }

    /// <summary>Null until activated.</summary>
    public string? PasswordHash { get; set; }

    public DateTimeOffset? PasswordChangedAt { get; set; }

    public ProtectedText? TotpSecret { get; set; }

    /// <summary>The last time step whose code was used: no code works twice.</summary>
    public long TotpLastStep { get; set; }

    /// <summary>Failures since the last success.</summary>
    public int FailedCount { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Digest of the one-time code that sets a password; null when there is none.</summary>
    public string? ActivationDigest { get; set; }

    public DateTimeOffset? ActivationExpiresAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public List<AccountRole> Roles { get; } = [];
}

/// <summary>The table <c>accounts</c>.</summary>
public sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(a => a.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(a => a.Roles).WithOne().HasForeignKey(r => r.AccountId);
    }
}
