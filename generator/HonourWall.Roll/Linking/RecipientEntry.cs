using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>What files and rows together say about one recipient, collected before pages are made of it.</summary>
internal sealed class RecipientEntry<T>(string id) where T : Recipient
{
    public string Id => id;
    /// <summary>The first row of any status.</summary>
    public HonourRow? FirstRow { get; set; }
    public RecipientDraft<T>? File { get; set; }
    /// <summary>The file when it is published.</summary>
    public RecipientDraft<T>? ShownFile { get; set; }
    /// <summary>The first row that states a name.</summary>
    public HonourRow? NamedRow { get; set; }
    public List<Honour> Honours { get; } = [];
    public bool HasWithdrawnRow { get; set; }
    public bool HasCandidateRow { get; set; }
    public bool IsReached { get; set; }

    /// <summary>Nothing but withdrawn honours: gone from everywhere.</summary>
    public bool IsWithdrawn => HasWithdrawnRow && Honours.Count == 0;

    /// <summary>A candidate gets a page when the honour is conferred; a person with a file only has it by the file.</summary>
    public bool HasPage => Honours.Count > 0 || (ShownFile is not null && !HasWithdrawnRow && !HasCandidateRow);

    public string? Name => File?.Name?.Text ?? NamedRow?.Name?.Text;
}
