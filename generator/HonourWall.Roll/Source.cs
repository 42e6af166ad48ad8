namespace HonourWall.Roll;

/// <summary>Where a fact comes from (出处).</summary>
public sealed record Source : SharedRecord
{
    public required SourceId Id { get; init; }
    public required string Title { get; init; }
    public string? Publisher { get; init; }
    /// <summary>As the source dates itself: a year, a month or a day.</summary>
    public ImpreciseDate? Date { get; init; }
    public Uri? Url { get; init; }
    /// <summary>A: an official list or newspaper page; B: a reprint; C: needs checking. Null: not graded.</summary>
    public string? Grade { get; init; }
}
