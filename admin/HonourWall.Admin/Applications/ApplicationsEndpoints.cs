using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Rules.Releases;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Applications;

/// <summary>The list of applications, taking one in, correcting it, and the list as a file.</summary>
public static class ApplicationsEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/applications", ListAsync).Requires(Permission.ApplicationsRead);
        endpoints.MapGet("/applications/new", ShowNewAsync).Requires(Permission.ApplicationsWrite);
        endpoints.MapPost("/applications/new", CreateAsync).Requires(Permission.ApplicationsWrite);
        endpoints.MapGet("/applications/{id:guid}/edit", EditAsync).Requires(Permission.ApplicationsWrite);
        endpoints.MapPost("/applications/{id:guid}/edit", SaveAsync).Requires(Permission.ApplicationsWrite);
        endpoints.MapGet("/applications/export", (HttpRequest request, AdminDb db, CancellationToken cancel) => ShowExportAsync(db, ApplicationFilter.Read(FilterInput.InAddress(request)), "", null, cancel)).Requires(Permission.ApplicationsExport);
        endpoints.MapPost("/applications/export", ExportAsync).Requires(Permission.ApplicationsExport);
        ApplicationEndpoints.Map(endpoints);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, AdminDb db, RuleReleases rules, CancellationToken cancel)
    {
        var filter = ApplicationFilter.Read(FilterInput.InAddress(request));
        var number = Paging.Asked(request);
        var applications = await filter.ApplyAsync(db, cancel);
        var total = await applications.CountAsync(cancel);
        var rows = await Paging.ReadAsync(number, applications.OrderByDescending(a => a.UpdatedAt).ThenByDescending(a => a.Id).Select(a => a.Id), ids => db.Set<Application>().AsNoTracking().Where(a => ids.Contains(a.Id)), a => a.Id, cancel);
        var (_, book) = await rules.CurrentAsync(db, cancel);
        var organisations = await db.Organisations.AsNoTracking().OrderBy(o => o.OrganisationPath).ToListAsync(cancel);
        return Page.Show<ApplicationsPage, ApplicationsPageModel>(new(
            filter,
            [.. rows],
            [.. FactInput.Benefits(book).Select(p => (p.Question?.Code ?? "", p.Title))],
            [.. organisations],
            new(number, total, n => $"/applications?{filter.Query()}&page={n}")));
    }

    private static async Task<IResult> ShowNewAsync(HttpRequest request, AdminDb db, RuleReleases rules, TimeProvider clock, CancellationToken cancel)
    {
        if (await PersonAsync(db, request.Query["person"], cancel) is not { } person) return Page.Message(404, "先找到本人", "救助申请从本人的档案开始：请在“档案”里找到这个人，打开后点“申请救助”。", "/persons", "打开档案");
        var (_, book) = await rules.CurrentAsync(db, cancel);
        var benefits = FactInput.Benefits(book).ToList();
        if (benefits.Find(p => p.Question?.Code == request.Query["benefit"]) is not { } pack) return Page.Show<ChooseBenefitPage, ChooseBenefitPageModel>(new(person, [.. benefits]));
        // The day of the application is today more often than not.
        var form = new ApplicationForm();
        if (pack.DatedBy is [{ KindName: "date" } day, ..]) form = form with { Facts = form.Facts.Add(day.Id, Beijing.Day(clock.GetUtcNow()).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) };
        return Page.Show<ApplicationFormPage, ApplicationFormPageModel>(new(person, pack, null, form, false, new()));
    }

    private static async Task<IResult> CreateAsync(HttpRequest request, AdminDb db, RuleReleases rules, ApplicationDesk desk, CancellationToken cancel)
    {
        var typed = await request.ReadFormAsync(cancel);
        if (await PersonAsync(db, typed["person"], cancel) is not { } person) return Page.NotFound();
        var (_, book) = await rules.CurrentAsync(db, cancel);
        if (FactInput.Benefits(book).FirstOrDefault(p => p.Question?.Code == typed["benefit"]) is not { } pack) return Page.NotFound();
        var form = ApplicationForm.Read(typed);
        var errors = new FieldErrors();
        return await desk.CreateAsync(db, person, typed["benefit"].ToString(), form, errors, cancel) is { } application
            ? Page.Go($"/applications/{application.Id}", "added")
            : Page.Show<ApplicationFormPage, ApplicationFormPageModel>(new(person, pack, null, form, false, errors), 422);
    }

    // Opening the form shows what was typed: that is a look into sealed columns, and stands on record like any other.
    private static async Task<IResult> EditAsync(Guid id, AdminDb db, Vault vault, RuleReleases rules, Reveals reveals, ApplicationDesk desk, CancellationToken cancel)
    {
        if (await FindForClerkAsync(db, rules, id, cancel) is not var (application, person, pack)) return Page.NotFound();
        var facts = vault.Open(ApplicationFields.Facts, id, application.Facts, OpenPurpose.Reveal);
        if (await reveals.RecordAsync(db, ApplicationFields.Facts, id, "打开修改表单", words => desk.Record(db, application, null, "查看事实", words), cancel) is { } refused)
            return Page.Message(429, "暂时不能打开", refused, $"/applications/{id}", "回到申请");
        var form = StoredFacts.Read(facts).Typed with { Version = application.Version, PayeeBank = application.PayeeBank ?? "" };
        return Page.Show<ApplicationFormPage, ApplicationFormPageModel>(new(person, pack, application, form, false, new()));
    }

    private static async Task<IResult> SaveAsync(HttpRequest request, Guid id, AdminDb db, RuleReleases rules, ApplicationDesk desk, CancellationToken cancel)
    {
        var typed = await request.ReadFormAsync(cancel);
        var form = ApplicationForm.Read(typed);
        if (await FindForClerkAsync(db, rules, id, cancel) is not var (application, person, pack)) return Page.NotFound();
        var errors = new FieldErrors();
        var drops = typed["remove-payee"] == "yes";
        if (await desk.ChangeAsync(db, application, person, form, drops, errors, cancel)) return Page.Go($"/applications/{id}", "saved");
        db.Forget();
        var now = await db.Set<Application>().AsNoTracking().SingleAsync(a => a.Id == id, cancel);
        return Page.Show<ApplicationFormPage, ApplicationFormPageModel>(new(person, pack, now, form with { Version = now.Version }, drops, errors), 422);
    }

    private static async Task<IResult> ShowExportAsync(AdminDb db, ApplicationFilter filter, string reason, string? wrong, CancellationToken cancel) =>
        Page.Show<ApplicationExportPage, ApplicationExportPageModel>(new(filter, await (await filter.ApplyAsync(db, cancel)).CountAsync(cancel), reason, wrong), wrong is null ? 200 : 422);

    private static async Task<IResult> ExportAsync(HttpRequest request, AdminDb db, ListExport export, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var filter = ApplicationFilter.Read(FilterInput.InForm(request));
        var reason = form["reason"].ToString().Trim();
        var chosen = await filter.ApplyAsync(db, cancel);
        if (await export.RefuseAsync(db, filter, reason, await chosen.CountAsync(cancel), cancel) is { } refused) return await ShowExportAsync(db, filter, reason, refused, cancel);
        var masked = form["names"] == "masked";
        var rows = await chosen.OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).ToListAsync(cancel);
        var organisations = await db.Organisations.AsNoTracking().ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        // No fact leaves: whoever needs an illness or an income looks into the application.
        var table = new Table(["受理号", "姓名", "组织", "待遇", "金额（元）", "状态", "规则版本", "受理日", "决定日"],
        [
            .. rows.Select(a => (string[])
            [
                a.Number, masked ? Masking.MaskName(a.PersonName) : a.PersonName, organisations.GetValueOrDefault(a.OrganisationId, ""), a.BenefitTitle, a.Amount.ToString(), a.State.Word(), a.RuleVersion[..12],
                Beijing.Minute(a.CreatedAt)[..10], a.DecidedAt is { } decided ? Beijing.Minute(decided)[..10] : "",
            ]),
        ]);
        return await export.WriteAsync(db, "applications", reason, masked ? "names:masked " : "names:plain ", form["format"], table, cancel);
    }

    private static async Task<Person?> PersonAsync(AdminDb db, string? id, CancellationToken cancel) =>
        Guid.TryParse(id, out var personId) ? await db.Persons.AsNoTracking().Include(p => p.Honours).SingleOrDefaultAsync(p => p.Id == personId && p.MergedIntoId == null, cancel) : null;

    private static async Task<(Application Application, Person Person, Rules.RulePack Pack)?> FindForClerkAsync(AdminDb db, RuleReleases rules, Guid id, CancellationToken cancel)
    {
        if (await db.Set<Application>().SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } application || !application.State.IsOpenToClerk()) return null;
        var (_, book) = await rules.CurrentAsync(db, cancel);
        return await PersonAsync(db, application.PersonId.ToString(), cancel) is { } person && FactInput.Benefits(book).FirstOrDefault(p => p.Question?.Code == application.BenefitId) is { } pack
            ? (application, person, pack)
            : null;
    }
}
