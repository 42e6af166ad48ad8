namespace HonourWall.Admin.Data.Migrations;

/// <summary>One step of the schema. Never changed once released: a correction is a new one.</summary>
public sealed record Migration(int Version, string Name, Func<Dialect, IEnumerable<string>> Statements)
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = [M0001Foundation.Step, M0002Registry.Step, M0003Imports.Step, M0004Applications.Step, M0005Disbursement.Step, M0006Figures.Step, M0007Merged.Step, M0008Answers.Step, M0009Humans.Step, M0010Reasons.Step, M0011OneNumber.Step, M0012Hands.Step, M0013PayeeAccounts.Step];
}
