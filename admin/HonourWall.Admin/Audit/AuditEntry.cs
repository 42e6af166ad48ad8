using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Audit;

/// <summary>
/// One line of the audit. The database refuses to change or delete it; <see cref="Hash"/> is keyed and covers the one before, so that an edit
/// around the database shows as well. Read through EF, written only by <see cref="AuditChain"/>.
/// </summary>
public sealed class AuditEntry : IScoped
{
    /// <summary>1, 2, 3, … without a gap.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public Guid? ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>Where the actor stood then. No foreign key: an entry does not move when an organisation does.</summary>
    public required string OrganisationPath { get; init; }

    public string? Address { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }

    public string? SubjectId { get; init; }

    public required string Result { get; init; }

    public string? Detail { get; init; }

    public required string KeyId { get; init; }

    public required string Hash { get; init; }
}

/// <summary>The table <c>audit_entries</c>.</summary>
public sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries").HasKey(e => e.Sequence);
        builder.Property(e => e.Sequence).ValueGeneratedNever();
    }
}
