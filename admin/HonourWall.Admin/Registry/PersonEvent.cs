using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Registry;

/// <summary>One line of a person's history as staff read it: who changed which field, from what to what. Sealed fields say only that they changed.</summary>
public sealed class PersonEvent : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PersonId { get; init; }

    public required string OrganisationPath { get; set; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    /// <summary>The account, where an amount may rest on what was changed (<see cref="PersonFields.IsFact"/>).</summary>
    public Guid? FactBy { get; init; }

    public required string Field { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }
}

/// <summary>The table <c>person_events</c>.</summary>
public sealed class PersonEventTable : IEntityTypeConfiguration<PersonEvent>
{
    public void Configure(EntityTypeBuilder<PersonEvent> builder)
    {
        builder.ToTable("person_events");
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
