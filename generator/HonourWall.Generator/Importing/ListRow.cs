namespace HonourWall.Generator.Importing;

/// <summary>One person or collective of a list, in plain words and with the ids of our own lists.</summary>
internal sealed record ListRow
{
    /// <summary>As the spreadsheet numbers it.</summary>
    public required int Number { get; init; }
    public required ListCell NameCell { get; init; }
    public required string Name { get; init; }
    public required bool IsCollective { get; init; }
    public string Gender { get; init; } = "";
    public string Ethnicity { get; init; } = "";
    public string District { get; init; } = "";
    public string Employer { get; init; } = "";
    public string Title { get; init; } = "";
    public string Industry { get; init; } = "";
    public string Note { get; init; } = "";

    /// <summary>What a row is recognised by within its batch, whatever blanks a clerk put into the unit.</summary>
    public (string Name, string Employer) Key => (Name, ListText.Cell(Employer));
}
