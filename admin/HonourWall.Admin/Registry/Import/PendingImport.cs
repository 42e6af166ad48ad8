using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Registry.Import;

/// <summary>A list that was uploaded and checked, and not yet applied. Sealed as a whole; gone once applied, discarded or a day old.</summary>
public sealed class PendingImport : IScoped
{
    public static readonly ProtectedField PayloadField = new("imports", "payload", SensitiveKind.Secret, "上传的名单");

    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Where rows go that name no organisation.</summary>
    public required Guid OrganisationId { get; init; }

    public required string OrganisationPath { get; set; }

    /// <summary>Only they see it again.</summary>
    public required Guid UploadedBy { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>The table as JSON.</summary>
    public required ProtectedText Payload { get; set; }
}

/// <summary>The table <c>imports</c>.</summary>
public sealed class PendingImportTable : IEntityTypeConfiguration<PendingImport>
{
    public void Configure(EntityTypeBuilder<PendingImport> builder)
    {
        builder.ToTable("imports");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(i => i.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
