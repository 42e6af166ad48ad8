using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>The list of cycles, as a page and as a file, and the form of a draft.</summary>
public static class CyclesEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/cycles", ListAsync).Requires(Permission.DisbursementsRead);
        endpoints.MapPost("/cycles/export", ExportAsync).Requires(Permission.DisbursementsExport);
        endpoints.MapGet("/cycles/new", ShowNewAsync).Requires(Permission.DisbursementsWrite);
        endpoints.MapPost("/cycles/new", CreateAsync).Requires(Permission.DisbursementsWrite);
        endpoints.MapGet("/cycles/{id:guid}/edit", EditAsync).Requires(Permission.DisbursementsWrite);
        endpoints.MapPost("/cycles/{id:guid}/edit", SaveAsync).Requires(Permission.DisbursementsWrite);
        CycleEndpoints.Map(endpoints);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, AdminDb db, CancellationToken cancel)
    {
        var filter = CycleFilter.Read(FilterInput.InAddress(request));
        var number = Paging.Asked(request);
        var cycles = filter.Apply(db);
        var total = await cycles.CountAsync(cancel);
        var rows = await cycles.Skip((number - 1) * Paging.Size).Take(Paging.Size).ToListAsync(cancel);
        var names = await NamesAsync(db, rows, cancel);
        return Page.Show<CyclesPage, CyclesPageModel>(new(filter, [.. rows.Select(c => (c, names.GetValueOrDefault(c.OrganisationId, "")))], new(number, total, n => $"/cycles?{filter.Query()}&page={n}")));
    }

    private static async Task<IResult> ExportAsync(HttpRequest request, AdminDb db, ListExport export, CancellationToken cancel)
    {
        var filter = CycleFilter.Read(FilterInput.InForm(request));
        var chosen = filter.Apply(db);
        return await export.SendAsync(request, db, "cycles", filter, await chosen.CountAsync(cancel), async () =>
        {
            var rows = await chosen.ToListAsync(cancel);
            var names = await NamesAsync(db, rows, cancel);
            return new(["组织", "年度", "项目", "用途", "依据", "发放日", "状态", "人数", "金额（元）"],
                [.. rows.Select(c => (string[])[names.GetValueOrDefault(c.OrganisationId, ""), c.Year.ToString(CultureInfo.InvariantCulture), c.Programme.Word(), c.Purpose, c.Basis, c.PayOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), c.State.Word(), c.Count.ToString(CultureInfo.InvariantCulture), c.Total.ToString()])]);
        }, cancel);
    }

    private static async Task<IResult> ShowNewAsync(AdminDb db, TimeProvider clock, CancellationToken cancel)
    {
        var today = Beijing.Day(clock.GetUtcNow());
        var own = await db.Organisations.Where(o => o.OrganisationPath == db.Actor.Scope.Value).Select(o => o.Id).SingleOrDefaultAsync(cancel);
        return await ShowFormAsync(db, null, new() { Organisation = own.ToString(), Year = today.Year.ToString(CultureInfo.InvariantCulture), PayOn = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }, new(), cancel);
    }

    private static async Task<IResult> CreateAsync(HttpRequest request, AdminDb db, CycleDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        var form = CycleForm.Read(await request.ReadFormAsync(cancel));
        var (figures, organisation, budget, errors) = await CheckAsync(db, form, clock, cancel);
        if (figures is null || organisation is null || budget is null) return await ShowFormAsync(db, null, form, errors, cancel);
        var (cycle, refused) = await desk.DraftAsync(db, organisation, budget, figures, cancel);
        if (cycle is not null) return Page.Go($"/cycles/{cycle.Id}", "added");
        errors.Add("", refused ?? "");
        return await ShowFormAsync(db, null, form, errors, cancel);
    }

    private static async Task<IResult> EditAsync(Guid id, AdminDb db, CancellationToken cancel) =>
        await db.Set<Cycle>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.State == CycleState.Draft, cancel) is { } cycle
            ? await ShowFormAsync(db, cycle, CycleForm.Of(cycle), new(), cancel)
            : Page.NotFound();

    private static async Task<IResult> SaveAsync(HttpRequest request, Guid id, AdminDb db, CycleDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.Set<Cycle>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } cycle) return Page.NotFound();
        var form = CycleForm.Read(await request.ReadFormAsync(cancel)) with { Organisation = cycle.OrganisationId.ToString() };
        var (figures, _, budget, errors) = await CheckAsync(db, form, clock, cancel);
        if (figures is null || budget is null) return await ShowFormAsync(db, cycle, form, errors, cancel);
        if (await desk.ChangeAsync(db, id, budget, figures, cancel) is not { } refused) return Page.Go($"/cycles/{id}", "saved");
        errors.Add("", refused);
        return await ShowFormAsync(db, cycle, form, errors, cancel);
    }

    private static async Task<(CycleFigures? Figures, Organisation? Organisation, Budget? Budget, FieldErrors Errors)> CheckAsync(AdminDb db, CycleForm form, TimeProvider clock, CancellationToken cancel)
    {
        var (figures, errors) = form.Check(Beijing.Day(clock.GetUtcNow()));
        if (figures is null) return (null, null, null, errors);
        var organisation = await db.Organisations.SingleOrDefaultAsync(o => o.Id == figures.Organisation, cancel);
        if (organisation is null) errors.Add("organisation", "请选择组织。");
        var budget = await db.Set<Budget>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == figures.Budget, cancel);
        if (budget is null) errors.Add("budget", "请选择预算。");
        else if (budget.Year != figures.Year) errors.Add("budget", $"这是 {budget.Year} 年的预算，与年度不符。");
        // Whoever sees several districts sees the budgets of all; those who keep one would not see what has used it up.
        else if (organisation is not null && !OrganisationPath.Parse(budget.OrganisationPath).Contains(organisation.OrganisationPath)) errors.Add("budget", "这是另一个组织的预算。请选择这个组织或上级组织的。");
        return errors.Any ? (null, organisation, budget, errors) : (figures, organisation, budget, errors);
    }

    private static async Task<IResult> ShowFormAsync(AdminDb db, Cycle? cycle, CycleForm form, FieldErrors errors, CancellationToken cancel)
    {
        var organisations = await db.Organisations.AsNoTracking().OrderBy(o => o.OrganisationPath).ToListAsync(cancel);
        var names = organisations.ToDictionary(o => o.Id, o => o.Name);
        var budgets = await db.Set<Budget>().AsNoTracking().OrderByDescending(b => b.Year).ThenBy(b => b.OrganisationPath).ThenBy(b => b.Source).ToListAsync(cancel);
        return Page.Show<CycleFormPage, CycleFormPageModel>(new(cycle, form, [.. organisations], [.. budgets.Select(b => (b.Id.ToString(), $"{b.Year} 年 {names.GetValueOrDefault(b.OrganisationId, "")}：{b.Basis}，余 {b.Left} 元"))], errors), errors.Any ? 422 : 200);
    }

    private static async Task<ImmutableDictionary<Guid, string>> NamesAsync(AdminDb db, List<Cycle> cycles, CancellationToken cancel)
    {
        var ids = cycles.Select(c => c.OrganisationId).Distinct().ToList();
        return (await db.Organisations.Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.Name }).ToListAsync(cancel)).ToImmutableDictionary(o => o.Id, o => o.Name);
    }
}
