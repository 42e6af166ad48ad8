using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Registry;

/// <summary>A status that began on a day; together they are the history.</summary>
public sealed class StatusChange : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PersonId { get; init; }

    public required string OrganisationPath { get; set; }

    public required PersonStatus Status { get; init; }

    public DateOnly? Since { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }
}

/// <summary>The table <c>status_changes</c>.</summary>
public sealed class StatusChangeTable : IEntityTypeConfiguration<StatusChange>
{
    public void Configure(EntityTypeBuilder<StatusChange> builder) => builder.ToTable("status_changes");
}
