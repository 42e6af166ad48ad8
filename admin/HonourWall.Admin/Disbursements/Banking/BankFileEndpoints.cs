using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Uploads;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>Bank files: shown, given out to the payer, and answered in two phases.</summary>
public static class BankFileEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/bank-files/{id:guid}", (HttpRequest request, Guid id, AdminDb db, Vault vault, CancellationToken cancel) => ShowAsync(request, id, db, vault, null, cancel)).Requires(Permission.DisbursementsRead);
        endpoints.MapPost("/bank-files/{id:guid}/export", ExportAsync).Requires(Permission.DisbursementsExport);
        endpoints.MapPost("/bank-files/{id:guid}/download", DownloadAsync).Requires(Permission.DisbursementsPay);
        endpoints.MapPost("/bank-files/{id:guid}/return", UploadAsync).Requires(Permission.DisbursementsPay);
        endpoints.MapGet("/bank-returns/{id:guid}", async (Guid id, AdminDb db, ReturnDesk desk, CancellationToken cancel) => await ShowReturnAsync(id, db, desk, null, cancel)).Requires(Permission.DisbursementsPay);
        endpoints.MapPost("/bank-returns/{id:guid}/apply", ApplyAsync).Requires(Permission.DisbursementsPay);
        endpoints.MapPost("/bank-returns/{id:guid}/discard", DiscardAsync).Requires(Permission.DisbursementsPay);
    }

    private static Task<BankFile?> FindAsync(AdminDb db, Guid id, CancellationToken cancel) => db.Set<BankFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancel);

    private static async Task<IResult> ShowAsync(HttpRequest request, Guid id, AdminDb db, Vault vault, string? wrong, CancellationToken cancel)
    {
        db.Forget();
        if (await FindAsync(db, id, cancel) is not { } file) return Page.NotFound();
        // A form that is shown again keeps the list as it was narrowed.
        var filter = BankRowFilter.Read(request.HasFormContentType ? FilterInput.InForm(request) : FilterInput.InAddress(request));
        var number = Paging.Asked(request);
        var rows = new BankRowFilter("", null).Apply(db, id);
        var narrowed = filter.Apply(db, id);
        var shown = await narrowed.Skip((number - 1) * Paging.Size).Take(Paging.Size).ToListAsync(cancel);
        var outcomes = await rows.GroupBy(p => p.Row.Outcome).Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(p => p.Payment.AmountFen) }).ToListAsync(cancel);
        var dead = await rows.CountAsync(p => p.Row.Outcome == BankOutcome.Open && db.Persons.Any(person => person.Id == p.Payment.PersonId && (person.Status == PersonStatus.Deceased || person.Status == PersonStatus.Disciplined)), cancel);
        // An honour that was withdrawn or taken out after the file was made: whether the payment rested on it is for people to say.
        var withdrawn = await rows.CountAsync(p => p.Row.Outcome == BankOutcome.Open && db.Set<PersonEvent>().Any(e => e.PersonId == p.Payment.PersonId && e.At > file.MadeAt && e.Field == PersonFields.Honour && (e.After == null || e.After.Contains(WrittenHonour.Withdrawn))), cancel);
        return Page.Show<BankFilePage, BankFilePageModel>(new(
            file,
            await db.Set<Cycle>().AsNoTracking().SingleAsync(c => c.Id == file.CycleId, cancel),
            [.. shown.Select(p => new BankFileRowView(p.Row, p.Payment, vault.Mask(BankFileRow.AccountField, p.Row.Id, p.Row.Account)))],
            filter,
            new(number, await narrowed.CountAsync(cancel), n => $"/bank-files/{id}?{filter.Query()}&page={n}"),
            [.. outcomes.OrderBy(o => o.Key).Select(o => (o.Key, o.Count, new Money(o.Sum)))],
            dead,
            withdrawn,
            wrong), wrong is null ? 200 : 422);
    }

    // The list for the office, masked: what the bank takes is another file.
    private static async Task<IResult> ExportAsync(HttpRequest request, Guid id, AdminDb db, Vault vault, ListExport export, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        if (await FindAsync(db, id, cancel) is not { } file) return Page.NotFound();
        var (filter, reason) = (BankRowFilter.Read(FilterInput.InForm(request)), form["reason"].ToString().Trim());
        var chosen = filter.Apply(db, id);
        if (await export.RefuseAsync(db, filter, reason, await chosen.CountAsync(cancel), cancel) is { } refused) return await ShowAsync(request, id, db, vault, refused, cancel);
        var masked = form["names"] == "masked";
        var table = new Table(["序号", "姓名", "帐号", "金额（元）", "结果", "银行的说明"],
        [
            .. (await chosen.ToListAsync(cancel)).Select(p => (string[])
            [
                p.Row.RowNumber.ToString(System.Globalization.CultureInfo.InvariantCulture), masked ? Masking.MaskName(p.Payment.Name) : p.Payment.Name, vault.Mask(BankFileRow.AccountField, p.Row.Id, p.Row.Account, strict: true),
                p.Payment.Amount.ToString(), p.Row.Outcome.Word(), p.Row.Remark ?? "",
            ]),
        ]);
        return await export.WriteAsync(db, "bank-file-rows", reason, $"file:{file.Id} " + (masked ? "names:masked " : "names:plain "), form["format"], table, cancel);
    }

    private static async Task<IResult> DownloadAsync(HttpRequest request, Guid id, AdminDb db, BankFileDesk desk, Vault vault, CancellationToken cancel)
    {
        if (await FindAsync(db, id, cancel) is not { } file) return Page.NotFound();
        var (bytes, refused) = await desk.TakeAsync(db, file, cancel);
        var adapter = BankFileAdapters.Get(file.Adapter);
        return bytes is null ? await ShowAsync(request, id, db, vault, refused, cancel) : Results.Bytes(bytes, adapter.ContentType, $"bank-file-{file.Id.ToString("N")[^8..]}-{file.Number}{adapter.Extension}");
    }

    private static async Task<IResult> UploadAsync(HttpRequest request, Guid id, AdminDb db, ReturnDesk desk, Vault vault, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        if (await FindAsync(db, id, cancel) is not { } file) return Page.NotFound();
        if (form.Files.GetFile("list") is not { Length: > 0 } upload) return await ShowAsync(request, id, db, vault, request.RefusedUpload() ?? "请选择银行的回盘文件。", cancel);
        using var bytes = new MemoryStream();
        await upload.CopyToAsync(bytes, cancel);
        try
        {
            return Page.Go($"/bank-returns/{await desk.KeepAsync(db, file, TableReader.Read(bytes.ToArray(), upload.FileName), cancel)}");
        }
        catch (TableException e)
        {
            return await ShowAsync(request, id, db, vault, e.Message, cancel);
        }
    }

    // Also the answer for a colleague's.
    private static IResult Gone() => Page.Message(404, "没有这份回盘", "它已经登记或放弃，或者上传后过了一天。登记了的结果在银行文件里。");

    private static async Task<IResult> ShowReturnAsync(Guid id, AdminDb db, ReturnDesk desk, string? wrong, CancellationToken cancel)
    {
        db.Forget();
        if (await desk.FindAsync(db, id, cancel) is not var (file, plan)) return Gone();
        var cycle = await db.Set<Cycle>().AsNoTracking().SingleAsync(c => c.Id == file.CycleId, cancel);
        return Page.Show<ReturnPage, ReturnPageModel>(new(id, file, cycle, plan, wrong), wrong is null && plan.Errors.IsEmpty ? 200 : 422);
    }

    private static async Task<IResult> ApplyAsync(HttpRequest request, Guid id, AdminDb db, ReturnDesk desk, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var (file, refused) = await desk.ApplyAsync(db, id, form["sure"], cancel);
        if (file is null) return Gone();
        return refused is null ? Page.Go($"/bank-files/{file.Id}", "returned") : await ShowReturnAsync(id, db, desk, refused, cancel);
    }

    private static async Task<IResult> DiscardAsync(Guid id, AdminDb db, CancellationToken cancel)
    {
        var who = db.Actor.AccountId;
        if (await db.Set<PendingReturn>().SingleOrDefaultAsync(r => r.Id == id && r.UploadedBy == who, cancel) is not { } pending) return Gone();
        db.Set<PendingReturn>().Remove(pending);
        await db.SaveChangesAsync(cancel);
        return Page.Go($"/bank-files/{pending.BankFileId}", "removed");
    }
}
