using System.Collections.Immutable;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Budgets;

/// <summary>The list of budgets.</summary>
public sealed record BudgetsPageModel(BudgetFilter Filter, ImmutableArray<(Budget Budget, string Organisation, string Source)> Rows, Paging Paging);

/// <summary>One budget.</summary>
/// <param name="Names">Of who proposed and who confirmed.</param>
public sealed record BudgetPageModel(Budget Budget, string Organisation, string Source, AccountNames Names, FieldErrors Errors);

/// <summary>The form of a new budget.</summary>
public sealed record BudgetFormPageModel(BudgetForm Form, ImmutableArray<Organisation> Organisations, ImmutableArray<(string Code, string Word)> Sources, FieldErrors Errors);

/// <summary>What was typed about a budget.</summary>
public sealed record BudgetForm(string Organisation, string Year, string Source, string Basis, string Amount)
{
    public static BudgetForm Read(IFormCollection form) => new(form["organisation"].ToString(), Writing.HalfWidthDigits(form["year"].ToString().Trim()), form["source"].ToString(), form["basis"].ToString().Trim(), form["amount"].ToString().Trim());
}
