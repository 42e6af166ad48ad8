namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>Names as bank files take them: no space of any width, no separator, nothing that a sheet would compute.</summary>
public static class BankText
{
    /// <summary>The name as it is written into a file.</summary>
    public static string Name(string name) => string.Concat(name.Where(c => !char.IsWhiteSpace(c)));

    public static bool IsFitName(string name) =>
        Name(name) is { Length: > 0 } written && !Writing.IsUnreadable(written) && !written.Any(c => c is '|' or ',' or '"' or '\'') && Tables.CsvWriter.Harmless(written) == written;
}
