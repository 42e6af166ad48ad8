using System.Globalization;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Budgets;

/// <summary>Budgets: listed, entered, changed by one person and confirmed by another.</summary>
public static class BudgetEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/budgets", (HttpRequest request, AdminDb db, DisbursementRules rules, CancellationToken cancel) => ListAsync(request, db, rules, cancel)).Requires(Permission.BudgetsRead);
        endpoints.MapPost("/budgets/export", ExportAsync).Requires(Permission.BudgetsRead);
        endpoints.MapGet("/budgets/new", ShowNewAsync).Requires(Permission.BudgetsPropose);
        endpoints.MapPost("/budgets/new", AddAsync).Requires(Permission.BudgetsPropose);
        endpoints.MapGet("/budgets/{id:guid}", (Guid id, AdminDb db, DisbursementRules rules, CancellationToken cancel) => ShowAsync(id, db, rules, new(), cancel)).Requires(Permission.BudgetsRead);
        endpoints.MapPost("/budgets/{id:guid}/propose", ProposeAsync).Requires(Permission.BudgetsPropose);
        endpoints.MapPost("/budgets/{id:guid}/confirm", ConfirmAsync).Requires(Permission.BudgetsConfirm);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, AdminDb db, DisbursementRules rules, CancellationToken cancel)
    {
        var (filter, number) = (BudgetFilter.Read(FilterInput.InAddress(request)), Paging.Asked(request));
        var budgets = filter.Apply(db);
        var total = await budgets.CountAsync(cancel);
        var rows = await NamedAsync(db, rules, budgets.Skip((number - 1) * Paging.Size).Take(Paging.Size), cancel);
        return Page.Show<BudgetsPage, BudgetsPageModel>(new(filter, [.. rows], new(number, total, n => $"/budgets?{filter.Query()}&page={n}")));
    }

    private static async Task<IResult> ShowAsync(Guid id, AdminDb db, DisbursementRules rules, FieldErrors errors, CancellationToken cancel)
    {
        db.Forget();
        if ((await NamedAsync(db, rules, db.Set<Budget>().AsNoTracking().Where(b => b.Id == id), cancel)).SingleOrDefault() is not ({ } budget, var organisation, var source)) return Page.NotFound();
        var names = await AccountNames.ReadAsync(db, [budget.ProposedBy, budget.ConfirmedBy], cancel);
        return Page.Show<BudgetPage, BudgetPageModel>(new(budget, organisation, source, names, errors), errors.Any ? 422 : 200);
    }

    private static async Task<List<(Budget, string, string)>> NamedAsync(AdminDb db, DisbursementRules rules, IQueryable<Budget> budgets, CancellationToken cancel)
    {
        var rows = await budgets.ToListAsync(cancel);
        var ids = rows.Select(b => b.OrganisationId).ToList();
        var names = await db.Organisations.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        var book = await rules.CurrentAsync(db, cancel);
        return [.. rows.Select(b => (b, names.GetValueOrDefault(b.OrganisationId, ""), BudgetSources.Word(book, b.Source)))];
    }

    private static async Task<IResult> ExportAsync(HttpRequest request, AdminDb db, DisbursementRules rules, ListExport export, CancellationToken cancel)
    {
        var filter = BudgetFilter.Read(FilterInput.InForm(request));
        var chosen = filter.Apply(db);
        return await export.SendAsync(request, db, "budgets", filter, await chosen.CountAsync(cancel), async () => new(["年度", "组织", "来源", "依据", "总额（元）", "已批准（元）", "余额（元）", "待确认（元）"],
            [.. (await NamedAsync(db, rules, chosen, cancel)).Select(r => (string[])[r.Item1.Year.ToString(CultureInfo.InvariantCulture), r.Item2, r.Item3, r.Item1.Basis, r.Item1.Amount.ToString(), r.Item1.Committed.ToString(), r.Item1.Left.ToString(), r.Item1.Proposed?.ToString() ?? ""])]), cancel);
    }

    private static async Task<IResult> ShowNewAsync(AdminDb db, DisbursementRules rules, TimeProvider clock, CancellationToken cancel)
    {
        var own = await db.Organisations.Where(o => o.OrganisationPath == db.Actor.Scope.Value).Select(o => o.Id).SingleOrDefaultAsync(cancel);
        return await ShowFormAsync(db, rules, new(own.ToString(), Beijing.Day(clock.GetUtcNow()).Year.ToString(CultureInfo.InvariantCulture), BudgetSources.Granted, "", ""), new(), cancel);
    }

    private static async Task<IResult> ShowFormAsync(AdminDb db, DisbursementRules rules, BudgetForm form, FieldErrors errors, CancellationToken cancel)
    {
        db.Forget();
        var organisations = await db.Organisations.AsNoTracking().OrderBy(o => o.OrganisationPath).ToListAsync(cancel);
        return Page.Show<BudgetFormPage, BudgetFormPageModel>(new(form, [.. organisations], [.. BudgetSources.All(await rules.CurrentAsync(db, cancel))], errors), errors.Any ? 422 : 200);
    }

    private static async Task<IResult> AddAsync(HttpRequest request, AdminDb db, BudgetDesk desk, DisbursementRules rules, TimeProvider clock, CancellationToken cancel)
    {
        var form = BudgetForm.Read(await request.ReadFormAsync(cancel));
        var (errors, book, today) = (new FieldErrors(), await rules.CurrentAsync(db, cancel), Beijing.Day(clock.GetUtcNow()));
        var organisation = Guid.TryParse(form.Organisation, out var id) ? await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, cancel) : null;
        if (organisation is null) errors.Add("organisation", "请选择组织。");
        if (!int.TryParse(form.Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < 2000 || year > today.Year + 1) errors.Add("year", $"年度写成四位数字，从 2000 到 {today.Year + 1}。");
        if (BudgetSources.All(book).All(s => s.Code != form.Source)) errors.Add("source", "请选择来源。");
        if (RefuseBasis(form.Basis) is { } basis) errors.Add("basis", basis);
        var amount = Money.Zero;
        if (RefuseAmount(form.Amount, out amount) is { } wrong) errors.Add("amount", wrong);
        else if (!errors.Any && RefuseLimit(book, form.Source, year, amount) is { } limit) errors.Add("amount", limit);
        if (!errors.Any && organisation is not null && await desk.AddAsync(db, organisation, year, form.Source, form.Basis, amount, cancel) is { } refused) errors.Add("", refused);
        return errors.Any ? await ShowFormAsync(db, rules, form, errors, cancel) : Page.Go("/budgets", "added");
    }

    private static async Task<IResult> ProposeAsync(HttpRequest request, Guid id, AdminDb db, BudgetDesk desk, DisbursementRules rules, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var (typed, basis) = (form["amount"].ToString().Trim(), form["basis"].ToString().Trim());
        if (await db.Set<Budget>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancel) is not { } budget) return Page.NotFound();
        var errors = new FieldErrors();
        if (RefuseAmount(typed, out var amount) is { } wrong) errors.Add("amount", wrong);
        else if (RefuseLimit(await rules.CurrentAsync(db, cancel), budget.Source, budget.Year, amount) is { } limit) errors.Add("amount", limit);
        if (RefuseBasis(basis) is { } unclear) errors.Add("basis", unclear);
        if (!errors.Any && await desk.ProposeAsync(db, id, amount, basis, cancel) is { } refused) errors.Add("", refused);
        return errors.Any ? await ShowAsync(id, db, rules, errors, cancel) : Page.Go($"/budgets/{id}", "saved");
    }

    private static async Task<IResult> ConfirmAsync(HttpRequest request, Guid id, AdminDb db, BudgetDesk desk, DisbursementRules rules, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        if (!await db.Set<Budget>().AnyAsync(b => b.Id == id, cancel)) return Page.NotFound();
        var refused = await desk.ConfirmAsync(db, id, Money.TryParse(form["seen"], out var seen) ? seen : new(-1), form["seen-basis"].ToString(), cancel);
        if (refused is null) return Page.Go($"/budgets/{id}", "saved");
        var errors = new FieldErrors();
        errors.Add("", refused);
        return await ShowAsync(id, db, rules, errors, cancel);
    }

    private static string? RefuseAmount(string text, out Money amount) =>
        !Money.TryReadTyped(text, out amount) ? "金额写成以元为单位的数字，最多两位小数，例如 2000000.50。" : amount.Fen > 1_000_000_000_000_00 ? "金额太大。" : null;

    private static string? RefuseBasis(string basis) => basis.Length is < 4 or > 200 || Writing.IsUnreadable(basis) ? "请写明依据文件和文号（4 到 200 个字）。" : null;

    private static string? RefuseLimit(RuleBook book, string source, int year, Money amount) =>
        BudgetSources.Limit(book, source, year) is { } limit && amount > limit ? $"按规则包，{year} 年“{BudgetSources.Word(book, source)}”是 {limit} 元，不能超过。" : null;
}
