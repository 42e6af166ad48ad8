using System.Globalization;
using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Budgets;

/// <summary>What the list of budgets is narrowed to.</summary>
/// <param name="Text">Part of the basis, or of an organisation's name.</param>
public sealed record BudgetFilter(string Text, int? Year, FilterInput? Input = null) : ListFilter(Input)
{
    public static BudgetFilter Read(FilterInput input) => new(input.Words("q"), input.Year("year"), input);

    public IQueryable<Budget> Apply(AdminDb db)
    {
        var budgets = Rows(db.Set<Budget>().AsNoTracking());
        if (Year is { } year) budgets = budgets.Where(b => b.Year == year);
        if (Text.Length > 0) budgets = budgets.Where(b => b.Basis.Contains(Text) || db.Organisations.Any(o => o.Id == b.OrganisationId && o.Name.Contains(Text)));
        return budgets.OrderByDescending(b => b.Year).ThenBy(b => b.OrganisationPath).ThenBy(b => b.Source);
    }

    protected override IEnumerable<(string Name, string Value)> Chosen() => [("q", Text), ("year", Year?.ToString(CultureInfo.InvariantCulture) ?? "")];
}
