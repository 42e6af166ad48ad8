using System.Globalization;
using System.Text.Json;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Uploads;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Registry.Import;

/// <summary>A list of persons in two phases: upload and dry run, then all or nothing.</summary>
public static class ImportEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/persons/import", (AdminDb db, CancellationToken cancel) => ShowFormAsync(db, "", new(), cancel)).Requires(Permission.RegistryImport);
        endpoints.MapPost("/persons/import", UploadAsync).Requires(Permission.RegistryImport);
        endpoints.MapGet("/persons/import/{id:guid}", ShowAsync).Requires(Permission.RegistryImport);
        endpoints.MapPost("/persons/import/{id:guid}/copy", CopyAsync).Requires(Permission.RegistryImport);
        endpoints.MapPost("/persons/import/{id:guid}/apply", ApplyAsync).Requires(Permission.RegistryImport);
        endpoints.MapPost("/persons/import/{id:guid}/discard", DiscardAsync).Requires(Permission.RegistryImport);
    }

    private static async Task<IResult> ShowFormAsync(AdminDb db, string organisation, FieldErrors errors, CancellationToken cancel)
    {
        var organisations = await db.Organisations.AsNoTracking().OrderBy(o => o.OrganisationPath).ToListAsync(cancel);
        return Page.Show<ImportFormPage, ImportFormPageModel>(new([.. organisations], organisation, errors), errors.Any ? 422 : 200);
    }

    private static async Task<IResult> UploadAsync(HttpRequest request, AdminDb db, Vault vault, TimeProvider clock, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var typed = form["organisation"].ToString();
        var organisation = Guid.TryParse(typed, out var id) ? await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, cancel) : null;
        var errors = new FieldErrors();
        if (organisation is null) errors.Add("organisation", "请选择组织。");
        var file = form.Files.GetFile("list");
        if (file is not { Length: > 0 }) errors.Add("list", request.RefusedUpload() ?? "请选择文件。");
        if (organisation is null || file is null || errors.Any) return await ShowFormAsync(db, typed, errors, cancel);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        Table table;
        try
        {
            table = TableReader.Read(bytes.ToArray(), file.FileName);
        }
        catch (TableException e)
        {
            errors.Add("list", e.Message);
            return await ShowFormAsync(db, typed, errors, cancel);
        }
        var row = Guid.CreateVersion7();
        var old = clock.GetUtcNow() - PendingImport.Life;
        await db.Set<PendingImport>().Where(i => i.UploadedAt < old).ExecuteDeleteAsync(cancel);
        db.Set<PendingImport>().Add(new()
        {
            Id = row,
            OrganisationId = organisation.Id,
            OrganisationPath = organisation.OrganisationPath,
            UploadedBy = db.Actor.AccountId ?? throw new InvalidOperationException("Lists are uploaded by people."),
            UploadedAt = clock.GetUtcNow(),
            Payload = vault.Seal(PendingImport.PayloadField, row, JsonSerializer.Serialize(table)),
        });
        await db.SaveChangesAsync(cancel);
        return Page.Go($"/persons/import/{row}");
    }

    private static async Task<(PendingImport Import, ImportPlan Plan)?> FindAsync(AdminDb db, Vault vault, Guid id, TimeProvider clock, CancellationToken cancel)
    {
        var (who, old) = (db.Actor.AccountId, clock.GetUtcNow() - PendingImport.Life);
        var import = await db.Set<PendingImport>().SingleOrDefaultAsync(i => i.Id == id && i.UploadedBy == who && i.UploadedAt >= old, cancel);
        if (import is null) return null;
        var table = JsonSerializer.Deserialize<Table>(vault.Open(PendingImport.PayloadField, id, import.Payload, OpenPurpose.Internal)) ?? throw new InvalidOperationException("An import without a table.");
        var organisation = await db.Organisations.SingleAsync(o => o.Id == import.OrganisationId, cancel);
        return (import, await ImportPlan.MakeAsync(db, vault, table, organisation, Beijing.Day(clock.GetUtcNow()), cancel));
    }

    private static async Task<IResult> ShowAsync(Guid id, AdminDb db, Vault vault, TimeProvider clock, CancellationToken cancel) =>
        await FindAsync(db, vault, id, clock, cancel) is { } found ? ShowPlan(found.Import, found.Plan, null) : Gone();

    // Also the answer for a colleague's list.
    private static IResult Gone() => Page.Message(404, "没有这份名单", "它已经导入或放弃，或者上传后过了一天。导入了的人在“档案”里。");

    private static IResult ShowPlan(PendingImport import, ImportPlan plan, string? wrong) =>
        Page.Show<ImportPage, ImportPageModel>(new(import.Id, plan, wrong), plan.Errors.Length > 0 || wrong is not null ? 422 : 200);

    // The uploader's own list with a column of remarks, and yellow where something is wrong. It leaves like any other list; the mark stands over the remarks, for
    // the list is corrected and comes back, and a row below the others would be taken for a person.
    private static async Task<IResult> CopyAsync(HttpRequest request, Guid id, AdminDb db, Vault vault, ListExport export, TimeProvider clock, CancellationToken cancel)
    {
        var reason = (await request.ReadFormAsync(cancel))["reason"].ToString().Trim();
        if (await FindAsync(db, vault, id, clock, cancel) is not { } found) return Gone();
        var rows = found.Plan.Table.Rows;
        var refused = await export.RefuseAsync(db, null, reason, rows.Length, cancel);
        var (mark, often) = refused is null ? await export.RecordAsync(db, "imports", reason, $"rows:{rows.Length} import:{id} ", cancel) : (null, refused);
        if (mark is null) return ShowPlan(found.Import, found.Plan, often);
        var remarks = found.Plan.Errors.Concat(found.Plan.Doubts).ToLookup(e => e.Row);
        var table = new Table([.. found.Plan.Table.Header, $"需要改正（{mark}）"],
            [.. rows.Select((row, i) => (string[])[.. row, string.Join("；", remarks[i + 1].Select(e => (e.Column >= 0 ? found.Plan.Table.Header[e.Column] + "：" : "") + e.Message))])]);
        return Results.Bytes(XlsxWriter.Write(table, found.Plan.Errors.Concat(found.Plan.Doubts).Where(e => e.Column >= 0).Select(e => (e.Row, e.Column)).ToHashSet()),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "import-marked.xlsx");
    }

    private static async Task<IResult> ApplyAsync(HttpRequest request, Guid id, AdminDb db, Vault vault, PersonDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        // One transaction, and the row of the list is deleted in it first: a double click finds nothing the second time.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await FindAsync(db, vault, id, clock, cancel) is not { } found) return Gone();
        if (await db.Set<PendingImport>().Where(i => i.Id == id).ExecuteDeleteAsync(cancel) != 1) return Gone();
        if (found.Plan.Errors.Length > 0) return ShowPlan(found.Import, found.Plan, "名单里有错误，没有导入任何人。");
        if (found.Plan.Doubts.Length > 0 && form["sure"] != "yes") return ShowPlan(found.Import, found.Plan, "请先核对疑似重复的人，并在下面打勾确认。");
        db.ChangeTracker.Clear();
        foreach (var (person, organisation) in found.Plan.Persons) desk.Add(db, organisation, person);
        db.Note(new(AuditAction.Imported, "imports", id.ToString(), Detail: found.Plan.Persons.Length.ToString(CultureInfo.InvariantCulture)));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (DatabaseConflict.IsDuplicate(e))
        {
            // Somebody took one of them in at the same instant: the list is still there, and says who.
            await transaction.RollbackAsync(cancel);
            db.Forget();
            return await FindAsync(db, vault, id, clock, cancel) is { } again ? ShowPlan(again.Import, again.Plan, "同一时刻有人录入了名单里的人，没有导入任何人。") : Gone();
        }
        await transaction.CommitAsync(cancel);
        return Page.Go("/persons", "imported");
    }

    private static async Task<IResult> DiscardAsync(Guid id, AdminDb db, CancellationToken cancel)
    {
        var who = db.Actor.AccountId;
        if (await db.Set<PendingImport>().SingleOrDefaultAsync(i => i.Id == id && i.UploadedBy == who, cancel) is not { } import) return Gone();
        db.Set<PendingImport>().Remove(import);
        await db.SaveChangesAsync(cancel);
        return Page.Go("/persons/import", "removed");
    }
}
