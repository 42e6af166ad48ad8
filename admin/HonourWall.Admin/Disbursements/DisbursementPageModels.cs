using System.Collections.Immutable;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Disbursements;

/// <summary>Payments found by a person's name, over all cycles.</summary>
/// <param name="IsCut">More people bear the name than were looked at.</param>
public sealed record DisbursementsPageModel(DisbursementFilter Filter, ImmutableArray<(DisbursementView View, Cycle Cycle)> Rows, bool IsCut, Paging Paging);

/// <summary>The form before these payments leave as a file.</summary>
public sealed record DisbursementExportPageModel(DisbursementFilter Filter, int Count, string Reason, string? Wrong);

/// <summary>One payment.</summary>
/// <param name="Decision">How the rules decided, computed again from the frozen facts; null for an application, or when the release cannot be read.</param>
/// <param name="CanCheckAccount">The account was changed, and nobody has checked it since.</param>
public sealed record DisbursementPageModel(
    DisbursementView View, PayeeAccountView? Corrected, Cycle Cycle, string? Status, StoredAssessment? Decision, ImmutableArray<(BankFile File, BankFileRow Row)> Attempts, bool CanCheckAccount, string? Refused);

/// <summary>A corrected account, masked.</summary>
public sealed record PayeeAccountView(PayeeAccount Of, string Masked);
