using System.Collections.Immutable;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Disbursements.Banking;

namespace HonourWall.Admin.Disbursements;

/// <summary>Payments found by a person's name, over all cycles.</summary>
/// <param name="IsCut">There are more than are shown.</param>
public sealed record DisbursementsPageModel(string Text, ImmutableArray<(DisbursementView View, Cycle Cycle)> Rows, bool IsCut, string? Wrong);

/// <summary>One payment.</summary>
/// <param name="Decision">How the rules decided, computed again from the frozen facts; null for an application, or when the release cannot be read.</param>
/// <param name="CanCheckAccount">The account was changed, and nobody has checked it since.</param>
public sealed record DisbursementPageModel(
    DisbursementView View, Cycle Cycle, string? Status, StoredAssessment? Decision, ImmutableArray<(BankFile File, BankFileRow Row)> Attempts, bool CanCheckAccount, string? Refused);
