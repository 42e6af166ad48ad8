using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Registry;

/// <summary>A member of the family or a contact of a person (家属、联系人). They asked for nothing: all of it is sealed.</summary>
public sealed class Relative : IScoped
{
    public static readonly ProtectedField NameField = new("relatives", "name", SensitiveKind.Family, "家属姓名");
    public static readonly ProtectedField PhoneField = new("relatives", "phone", SensitiveKind.Mobile, "家属电话");
    public static readonly ProtectedField IdNumberField = new("relatives", "id_number", SensitiveKind.IdNumber, "家属身份证号");

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PersonId { get; init; }

    public required string OrganisationPath { get; set; }

    /// <summary>配偶, 子女, 父母, 其他.</summary>
    public required string Relation { get; set; }

    /// <summary>Called when the person cannot be reached.</summary>
    public bool IsContact { get; set; }

    public required ProtectedText Name { get; set; }

    public ProtectedText? Phone { get; set; }

    public ProtectedText? IdNumber { get; set; }
}

/// <summary>The table <c>relatives</c>.</summary>
public sealed class RelativeTable : IEntityTypeConfiguration<Relative>
{
    public void Configure(EntityTypeBuilder<Relative> builder) => builder.ToTable("relatives");
}
