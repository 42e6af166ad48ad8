using System.Collections.Immutable;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Disbursements;

/// <summary>The list of cycles.</summary>
public sealed record CyclesPageModel(CycleFilter Filter, ImmutableArray<(Cycle Cycle, string Organisation)> Rows, Paging Paging);

/// <summary>The form of a new or changed draft.</summary>
public sealed record CycleFormPageModel(Cycle? Cycle, CycleForm Form, ImmutableArray<Organisation> Organisations, ImmutableArray<(string Id, string Word)> Budgets, FieldErrors Errors);

/// <summary>One cycle: figures, chain, rows, files.</summary>
/// <param name="Names">Who did what, by account.</param>
/// <param name="Refused">Why the last action was not done.</param>
public sealed record CyclePageModel(
    Cycle Cycle, string Organisation, Budget? Budget, string BudgetWord, AccountNames Names, ImmutableArray<RowSummary> Summary, ImmutableArray<(Hold Hold, int Count)> Holds,
    RowFilter Filter, ImmutableArray<DisbursementView> Rows, Paging Paging, ImmutableArray<(BankFile File, int Open, int Failed)> Files, string? Refused)
{
    public RowSummary Of(DisbursementState state) => Summary.FirstOrDefault(s => s.State == state) ?? new(state, 0, Money.Zero);
}

/// <summary>How many rows stand in a state, and their sum.</summary>
public sealed record RowSummary(DisbursementState State, int Count, Money Sum);

/// <summary>A payment in a list, with what may be shown of the numbers.</summary>
public sealed record DisbursementView(Disbursement Row, string Account, string IdNumber);

/// <summary>The form before the rows leave as a file.</summary>
public sealed record CycleExportPageModel(Cycle Cycle, RowFilter Filter, int Count, string Reason, string? Wrong);
