using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Organisations;

/// <summary>The tree of organisations: shown, grown, renamed.</summary>
public static class OrganisationsEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/organisations", (HttpRequest request, AdminDb db, CancellationToken cancel) => ListAsync(request, db, cancel)).Requires(Permission.OrganisationsRead);
        endpoints.MapPost("/organisations/export", ExportAsync).Requires(Permission.OrganisationsRead);
        endpoints.MapGet("/organisations/{id:guid}", (HttpRequest request, Guid id, AdminDb db, CancellationToken cancel) => ShowAsync(request, id, db, new(), cancel)).Requires(Permission.OrganisationsRead);
        endpoints.MapPost("/organisations/{id:guid}/children", AddAsync).Requires(Permission.OrganisationsWrite);
        endpoints.MapPost("/organisations/{id:guid}/name", RenameAsync).Requires(Permission.OrganisationsWrite);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, AdminDb db, CancellationToken cancel)
    {
        var (filter, number) = (OrganisationFilter.Read(FilterInput.InAddress(request)), Paging.Asked(request));
        var all = filter.Apply(db);
        var total = await all.CountAsync(cancel);
        var rows = await all.Skip((number - 1) * Paging.Size).Take(Paging.Size).ToListAsync(cancel);
        return Page.Show<OrganisationsPage, OrganisationsPageModel>(new(filter, [.. rows], db.Actor.Scope.Depth, new(number, total, n => $"/organisations?{filter.Query()}&page={n}")));
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, Guid id, AdminDb db, FieldErrors errors, CancellationToken cancel)
    {
        db.Forget();
        if (await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancel) is not { } organisation) return Page.NotFound();
        var number = Paging.Asked(request);
        var below = db.Organisations.AsNoTracking().Where(o => o.ParentId == id).OrderBy(o => o.OrganisationPath);
        var total = await below.CountAsync(cancel);
        var rows = await below.Skip((number - 1) * Paging.Size).Take(Paging.Size).ToListAsync(cancel);
        var parent = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == organisation.ParentId, cancel);
        return Page.Show<OrganisationPage, OrganisationPageModel>(new(organisation, parent, [.. rows], errors, new(number, total, n => $"/organisations/{id}?page={n}")), errors.Any ? 422 : 200);
    }

    private static async Task<IResult> ExportAsync(HttpRequest request, AdminDb db, ListExport export, CancellationToken cancel)
    {
        var filter = OrganisationFilter.Read(FilterInput.InForm(request));
        var chosen = filter.Apply(db);
        return await export.SendAsync(request, db, "organisations", filter, await chosen.CountAsync(cancel), async () =>
        {
            var rows = await chosen.ToListAsync(cancel);
            var parents = rows.Select(o => o.ParentId).OfType<Guid>().Distinct().ToList();
            var names = new Dictionary<Guid, string>();
            foreach (var chunk in parents.Chunk(500))
                foreach (var parent in await db.Organisations.Where(o => chunk.Contains(o.Id)).Select(o => new { o.Id, o.Name }).ToListAsync(cancel)) names[parent.Id] = parent.Name;
            return new(["名称", "层级", "上级"], [.. rows.Select(o => (string[])[o.Name, o.Level.Word(), o.ParentId is { } id ? names.GetValueOrDefault(id, "") : ""])]);
        }, cancel);
    }

    private static async Task<IResult> AddAsync(HttpRequest request, Guid id, AdminDb db, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var parent = await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (parent is null) return Page.NotFound();
        var name = form["name"].ToString().Trim();
        var errors = CheckName(name);
        if (!Enum.TryParse<OrganisationLevel>(form["level"], out var level) || !parent.Level.Below().Contains(level)) errors.Add("level", $"“{parent.Level.Word()}”下面不能设这一级。");
        if (await db.Organisations.AnyAsync(o => o.ParentId == id && o.Name == name, cancel)) errors.Add("name", $"“{parent.Name}”下面已有“{name}”。");
        if (errors.Any) return await ShowAsync(request, id, db, errors, cancel);
        await OrganisationTree.AddAsync(db, parent, level, name, cancel);
        await db.SaveChangesAsync(cancel);
        return Page.Go($"/organisations/{id}", "added");
    }

    private static async Task<IResult> RenameAsync(HttpRequest request, Guid id, AdminDb db, CancellationToken cancel)
    {
        var name = (await request.ReadFormAsync(cancel))["name"].ToString().Trim();
        var organisation = await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (organisation is null) return Page.NotFound();
        var errors = CheckName(name);
        if (await db.Organisations.AnyAsync(o => o.ParentId == organisation.ParentId && o.Id != id && o.Name == name, cancel)) errors.Add("name", $"同一上级下面已有“{name}”。");
        if (errors.Any) return await ShowAsync(request, id, db, errors, cancel);
        organisation.Name = name;
        await db.SaveChangesAsync(cancel);
        return Page.Go($"/organisations/{id}", "saved");
    }

    private static FieldErrors CheckName(string name)
    {
        var errors = new FieldErrors();
        if (name.Length is < 2 or > 80 || Writing.IsUnreadable(name)) errors.Add("name", "名称用 2 到 80 个字。");
        return errors;
    }
}
