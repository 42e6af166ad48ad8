using System.Collections.Immutable;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Parameters;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules;

/// <summary>A pack that is read but not yet joined with the other packs (规则包草稿): its blocks are still text.</summary>
public sealed record PackDraft
{
    public required PackFile File { get; init; }
    public required SourceNode Node { get; init; }
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required string Scope { get; init; }
    public required ImmutableArray<string> Rules { get; init; }
    public required Question? Question { get; init; }
    public required ResultForm Gives { get; init; }
    public required ImmutableArray<Fact> Facts { get; init; }
    public required SourceNode? DatedBy { get; init; }
    public required ImmutableArray<Parameter> Parameters { get; init; }
    public required SourceNode? Steps { get; init; }
}
