using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Organisations;

/// <summary>One union organisation in the tree (工会组织).</summary>
public sealed class Organisation : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public required OrganisationLevel Level { get; init; }

    public Guid? ParentId { get; init; }

    public required string OrganisationPath { get; set; }

    public OrganisationPath Path => Organisations.OrganisationPath.Parse(OrganisationPath);
}

/// <summary>The table <c>organisations</c>.</summary>
public sealed class OrganisationTable : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisations");
        builder.Ignore(o => o.Path);
        builder.Property(o => o.OrganisationPath).HasColumnName("path");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(o => o.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}
