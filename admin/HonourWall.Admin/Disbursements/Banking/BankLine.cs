namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>One line of a bank file in the clear: made for the file, kept nowhere.</summary>
public sealed record BankLine(int Number, string Name, string Account, Money Amount, string IdNumber)
{
    // A record would print the numbers.
    public override string ToString() => $"line {Number}";
}
