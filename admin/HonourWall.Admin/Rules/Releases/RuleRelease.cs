using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Rules.Releases;

/// <summary>
/// One version of all rule packs (规则汇编的一版): proposed by one person, released by another, kept for ever. The rules are the same for every
/// organisation. Its files are never changed: a correction is a new proposal.
/// </summary>
public sealed class RuleRelease
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>1, 2, 3, … in the order of release; null before.</summary>
    public int? Number { get; set; }

    public required RuleReleaseState State { get; set; }

    /// <summary>The content's hash, as <see cref="RuleBook.Version"/>.</summary>
    public required string Version { get; init; }

    /// <summary>What changes and why, in the words of who proposed it.</summary>
    public required string Note { get; init; }

    /// <summary>The release that it was made from; it can only follow that one.</summary>
    public Guid? BaseId { get; init; }

    /// <summary>Null for the first, which came with the program.</summary>
    public Guid? ProposedById { get; init; }

    public required string ProposedBy { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public Guid? DecidedById { get; set; }

    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }
}

/// <summary>What became of a proposal. The names are stored.</summary>
public enum RuleReleaseState
{
    /// <summary>待发布.</summary>
    Proposed,

    /// <summary>已发布; the one with the highest number holds.</summary>
    Released,

    /// <summary>已放弃.</summary>
    Dropped,
}

/// <summary>One file of a release.</summary>
public sealed class RuleReleaseFile
{
    public required Guid ReleaseId { get; init; }

    /// <summary><c>fire.yaml</c>, <c>fire.tests.yaml</c>.</summary>
    public required string Name { get; init; }

    public required string Text { get; init; }
}

/// <summary>The tables <c>rule_releases</c> and <c>rule_release_files</c>.</summary>
public sealed class RuleReleaseTables : IEntityTypeConfiguration<RuleRelease>, IEntityTypeConfiguration<RuleReleaseFile>
{
    public void Configure(EntityTypeBuilder<RuleRelease> builder)
    {
        builder.ToTable("rule_releases");
        builder.Property(r => r.State).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<RuleReleaseFile> builder)
    {
        builder.ToTable("rule_release_files").HasKey(f => new { f.ReleaseId, f.Name });
        builder.HasOne<RuleRelease>().WithMany().HasForeignKey(f => f.ReleaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
