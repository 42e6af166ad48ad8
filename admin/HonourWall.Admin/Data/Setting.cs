using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Data;

/// <summary>A fact about the whole installation: the password profile, or that its people are invented.</summary>
public sealed class Setting
{
    public required string Name { get; init; }

    public required string Value { get; set; }
}

/// <summary>The table <c>settings</c>.</summary>
public sealed class SettingTable : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder) => builder.ToTable("settings").HasKey(s => s.Name);
}
