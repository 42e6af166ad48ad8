namespace HonourWall.Roll.Reading;

/// <summary>Which of the content counts as published, and when "now" is.</summary>
public sealed record RollReadOptions
{
    /// <summary>Takes in what says <c>draft: true</c>.</summary>
    public bool Drafts { get; init; }

    /// <summary>Takes in what <c>publish_on</c> or a notice's <c>from</c> puts off.</summary>
    public bool Future { get; init; }

    /// <summary>What an earlier reading found.</summary>
    public ReadingMemory Memory { get; init; } = ReadingMemory.Nothing;

    /// <summary>Judged in the site's time zone.</summary>
    public required DateTimeOffset Now { get; init; }
}
