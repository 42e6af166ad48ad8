namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>How one bank wants its files. A new bank is a new adapter; nothing else changes.</summary>
public interface IBankFileAdapter
{
    /// <summary>Stored with each file: never renamed.</summary>
    string Code { get; }

    /// <summary>For the form.</summary>
    string Word { get; }

    int MinimumRows { get; }

    int MaximumRows { get; }

    /// <summary>With its dot.</summary>
    string Extension { get; }

    string ContentType { get; }

    byte[] Write(IReadOnlyList<BankLine> lines);
}
