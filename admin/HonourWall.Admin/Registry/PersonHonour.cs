using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Registry;

/// <summary>One honour of a person, as the registry knows it: the award's name and the year it was conferred (荣誉).</summary>
public sealed class PersonHonour : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PersonId { get; init; }

    public required string OrganisationPath { get; set; }

    public required string Award { get; set; }

    public required int Year { get; set; }

    /// <summary>The day it was withdrawn (撤销), if it was.</summary>
    public DateOnly? RevokedOn { get; set; }
}

/// <summary>The table <c>person_honours</c>.</summary>
public sealed class PersonHonourTable : IEntityTypeConfiguration<PersonHonour>
{
    public void Configure(EntityTypeBuilder<PersonHonour> builder) => builder.ToTable("person_honours");
}
