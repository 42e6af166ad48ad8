using System.Collections.Immutable;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>One bank file and its rows.</summary>
/// <param name="Dead">Rows at the bank whose person has died or been disciplined since: only the bank can still stop them.</param>
/// <param name="Withdrawn">Rows at the bank whose person has lost an honour since.</param>
public sealed record BankFilePageModel(BankFile File, Cycle Cycle, ImmutableArray<BankFileRowView> Rows, BankRowFilter Filter, Paging Paging, ImmutableArray<(BankOutcome Outcome, int Count, Money Sum)> Outcomes, int Dead, int Withdrawn, string? Wrong);

/// <summary>A row of a bank file, masked.</summary>
public sealed record BankFileRowView(BankFileRow Row, Disbursement Payment, string Account);

/// <summary>The dry run of the bank's answer.</summary>
public sealed record ReturnPageModel(Guid Id, BankFile File, Cycle Cycle, ReturnPlan Plan, string? Wrong);
