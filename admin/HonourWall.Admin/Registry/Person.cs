using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Registry;

/// <summary>A person in the private registry (劳模档案). What identifies or touches them is sealed; the name and the unit are not, for lists need them.</summary>
public sealed class Person : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid OrganisationId { get; set; }

    public required string OrganisationPath { get; set; }

    public required string Name { get; set; }

    public required PersonStatus Status { get; set; }

    public DateOnly? StatusSince { get; set; }

    /// <summary>工作单位 (for the retired: the one they retired from).</summary>
    public string? Unit { get; set; }

    public string? Occupation { get; set; }

    /// <summary>The slug of the public page; null when there is none.</summary>
    public string? PublicId { get; set; }

    public ProtectedText? IdNumber { get; set; }

    public string? IdNumberIndex { get; set; }

    /// <summary>Another entry of the organisation had the same ID number before the database refused that: such pairs are there until they are merged.</summary>
    public bool IsDouble { get; set; }

    public ProtectedText? Mobile { get; set; }

    public string? MobileIndex { get; set; }

    public ProtectedText? BankCard { get; set; }

    public string? BankCardIndex { get; set; }

    /// <summary>开户行.</summary>
    public string? BankName { get; set; }

    /// <summary>When the card last changed: a payment waits for its cooling period.</summary>
    public DateTimeOffset? BankCardChangedAt { get; set; }

    public ProtectedText? Address { get; set; }

    /// <summary>Health flags, where a service needs them.</summary>
    public ProtectedText? Health { get; set; }

    /// <summary>The household's income as declared.</summary>
    public ProtectedText? Income { get; set; }

    /// <summary>The entry that this duplicate was merged into; it stays for its history and appears in no list.</summary>
    public Guid? MergedIntoId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts the saves: two people who edit at once do not overwrite each other.</summary>
    public int Version { get; set; }

    public List<PersonHonour> Honours { get; } = [];

    public List<StatusChange> StatusChanges { get; } = [];

    public List<Relative> Relatives { get; } = [];
}

/// <summary>The table <c>persons</c>.</summary>
public sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("persons");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(p => p.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasMany(p => p.Honours).WithOne().HasForeignKey(h => h.PersonId);
        builder.HasMany(p => p.StatusChanges).WithOne().HasForeignKey(s => s.PersonId);
        builder.HasMany(p => p.Relatives).WithOne().HasForeignKey(r => r.PersonId);
    }
}
