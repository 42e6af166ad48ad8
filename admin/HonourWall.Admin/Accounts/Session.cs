using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Accounts;

/// <summary>One signed-in browser. The cookie holds a random token, the table its digest.</summary>
public sealed class Session : IScoped, IUnaudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    public required string OrganisationPath { get; set; }

    public required string TokenDigest { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? Address { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>Whether the second factor was shown. Without it a session may only set one up.</summary>
    public bool SecondFactor { get; set; }
}

/// <summary>The table <c>sessions</c>.</summary>
public sealed class SessionTable : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
