using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Organisations;

/// <summary>The tree of organisations: shown, grown, renamed.</summary>
public static class OrganisationsEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/organisations", (AdminDb db, CancellationToken cancel) => ShowAsync(db, null, "", new(), cancel)).Requires(Permission.OrganisationsRead);
        endpoints.MapPost("/organisations/{id:guid}/children", AddAsync).Requires(Permission.OrganisationsWrite);
        endpoints.MapPost("/organisations/{id:guid}/name", RenameAsync).Requires(Permission.OrganisationsWrite);
    }

    private static async Task<IResult> ShowAsync(AdminDb db, Guid? at, string typed, FieldErrors errors, CancellationToken cancel)
    {
        var all = await db.Organisations.AsNoTracking().OrderBy(o => o.OrganisationPath).ToListAsync(cancel);
        return Page.Show<OrganisationsPage, OrganisationsPageModel>(new([.. all], at, typed, errors), errors.Any ? 422 : 200);
    }

    private static async Task<IResult> AddAsync(HttpRequest request, Guid id, AdminDb db, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var parent = await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (parent is null) return Page.NotFound();
        var name = form["name"].ToString().Trim();
        var errors = CheckName(name);
        if (!Enum.TryParse<OrganisationLevel>(form["level"], out var level) || !parent.Level.Below().Contains(level)) errors.Add("level", $"“{parent.Level.Word()}”下面不能设这一级。");
        if (errors.Any) return await ShowAsync(db, id, name, errors, cancel);
        await OrganisationTree.AddAsync(db, parent, level, name, cancel);
        await db.SaveChangesAsync(cancel);
        return Page.Go("/organisations", "added");
    }

    private static async Task<IResult> RenameAsync(HttpRequest request, Guid id, AdminDb db, CancellationToken cancel)
    {
        var name = (await request.ReadFormAsync(cancel))["name"].ToString().Trim();
        var organisation = await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (organisation is null) return Page.NotFound();
        var errors = CheckName(name);
        if (errors.Any) return await ShowAsync(db, id, name, errors, cancel);
        organisation.Name = name;
        await db.SaveChangesAsync(cancel);
        return Page.Go("/organisations", "saved");
    }

    private static FieldErrors CheckName(string name)
    {
        var errors = new FieldErrors();
        if (name.Length is < 2 or > 80 || name.Any(char.IsControl)) errors.Add("name", "名称用 2 到 80 个字。");
        return errors;
    }
}
