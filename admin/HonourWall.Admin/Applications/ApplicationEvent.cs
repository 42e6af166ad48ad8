using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Applications;

/// <summary>One line of an application's history (办理记录): who moved it, changed it or looked into it, and with which words.</summary>
public sealed class ApplicationEvent : IScoped
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ApplicationId { get; init; }

    public required string OrganisationPath { get; set; }

    public required DateTimeOffset At { get; init; }

    public required Guid ById { get; init; }

    /// <summary>The name of the account then.</summary>
    public required string ByName { get; init; }

    /// <summary>Null where something was only looked at.</summary>
    public ApplicationMove? Move { get; init; }

    /// <summary>What was looked at or changed, in words; null for a move.</summary>
    public string? Subject { get; init; }

    /// <summary>Where it stood afterwards.</summary>
    public required ApplicationState State { get; init; }

    /// <summary>Opinion or reason. Sealed: an illness may stand in it.</summary>
    public ProtectedText? Words { get; set; }
}

/// <summary>The table <c>application_events</c>.</summary>
public sealed class ApplicationEventTable : IEntityTypeConfiguration<ApplicationEvent>
{
    public void Configure(EntityTypeBuilder<ApplicationEvent> builder)
    {
        builder.ToTable("application_events");
        builder.HasOne<Application>().WithMany().HasForeignKey(e => e.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
