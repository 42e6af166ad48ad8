using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Applications;

/// <summary>A document of an application (证明材料), sealed with its name: neither lies anywhere in the clear.</summary>
public sealed class ApplicationDocument : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ApplicationId { get; init; }

    public required string OrganisationPath { get; set; }

    public required DocumentKind Kind { get; init; }

    /// <summary>Told by its content, not by its name.</summary>
    public required DocumentFormat Format { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    public required ProtectedText Name { get; set; }

    public required ProtectedText Content { get; set; }

    public required DateTimeOffset AddedAt { get; init; }

    public required Guid AddedById { get; init; }

    /// <summary>Taken back by the clerk before it was submitted; kept, for a decision may have looked at it in an earlier round.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>The table <c>application_documents</c>.</summary>
public sealed class ApplicationDocumentTable : IEntityTypeConfiguration<ApplicationDocument>
{
    public void Configure(EntityTypeBuilder<ApplicationDocument> builder)
    {
        builder.ToTable("application_documents");
        builder.HasOne<Application>().WithMany().HasForeignKey(d => d.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
