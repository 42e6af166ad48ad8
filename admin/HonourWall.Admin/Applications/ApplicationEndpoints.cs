using HonourWall.Admin.Accounts;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Rules.Releases;
using HonourWall.Admin.Uploads;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Applications;

/// <summary>One application: its page, its moves, its documents, a look into what is sealed, the letter.</summary>
public static class ApplicationEndpoints
{
    /// <summary>How long what was sealed stays on the page: as long as a reviewer reads.</summary>
    private const int ShownSeconds = 900;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/applications/{id:guid}", (HttpContext http, Guid id, AdminDb db, ApplicationView view, CancellationToken cancel) => view.ShowAsync(db, id, new(Page: Paging.AskedOfHistory(http.Request)), cancel)).Requires(Permission.ApplicationsRead);
        // One address for each role that moves applications, each with its own policy; the desk compares it with the move.
        endpoints.MapPost("/applications/{id:guid}/clerk/{move}", (HttpRequest request, Guid id, string move, AdminDb db, ApplicationDesk desk, ApplicationView view, CancellationToken cancel) => MoveAsync(Permission.ApplicationsWrite, request, id, move, db, desk, view, cancel)).Requires(Permission.ApplicationsWrite);
        endpoints.MapPost("/applications/{id:guid}/first-review/{move}", (HttpRequest request, Guid id, string move, AdminDb db, ApplicationDesk desk, ApplicationView view, CancellationToken cancel) => MoveAsync(Permission.ApplicationsFirstReview, request, id, move, db, desk, view, cancel)).Requires(Permission.ApplicationsFirstReview);
        endpoints.MapPost("/applications/{id:guid}/second-review/{move}", (HttpRequest request, Guid id, string move, AdminDb db, ApplicationDesk desk, ApplicationView view, CancellationToken cancel) => MoveAsync(Permission.ApplicationsSecondReview, request, id, move, db, desk, view, cancel)).Requires(Permission.ApplicationsSecondReview);
        endpoints.MapPost("/applications/{id:guid}/documents", AddDocumentAsync).Requires(Permission.ApplicationsWrite);
        endpoints.MapPost("/applications/{id:guid}/documents/{document:guid}/remove", RemoveDocumentAsync).Requires(Permission.ApplicationsWrite);
        endpoints.MapPost("/applications/{id:guid}/documents/{document:guid}/open", OpenDocumentAsync).Requires(Permission.ApplicationsReveal);
        endpoints.MapPost("/applications/{id:guid}/reveal", RevealAsync).Requires(Permission.ApplicationsReveal);
        endpoints.MapPost("/applications/{id:guid}/recompute", RecomputeAsync).Requires(Permission.ApplicationsRead);
        endpoints.MapPost("/applications/{id:guid}/letter", LetterAsync).Requires(Permission.ApplicationsReveal);
    }

    private static async Task<IResult> MoveAsync(Permission permission, HttpRequest request, Guid id, string move, AdminDb db, ApplicationDesk desk, ApplicationView view, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        if (await FindAsync(db, id, cancel) is not { } application || !Enum.TryParse<ApplicationMove>(move, ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted)) return Page.NotFound();
        if (ApplicationMoves.Find(application.State, wanted) is { } legal && legal.Permission != permission) return Page.NotFound();
        var words = form["words"].ToString();
        var version = int.TryParse(form["version"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seen) ? seen : -1;
        var others = int.TryParse(form["others"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var said) ? said : 0;
        return await desk.MoveAsync(db, application, wanted, words, version, cancel, others) is { } refused
            ? await view.ShowAsync(db, id, new() { Refused = refused, Words = words }, cancel)
            : Page.Go($"/applications/{id}", "moved");
    }

    private static async Task<IResult> AddDocumentAsync(HttpRequest request, Guid id, AdminDb db, DocumentDesk documents, ApplicationView view, CancellationToken cancel)
    {
        if (await FindAsync(db, id, cancel) is not { } application) return Page.NotFound();
        var form = await request.ReadFormAsync(cancel);
        if (form.Files.GetFile("document") is not { Length: > 0 } file) return await view.ShowAsync(db, id, new() { Refused = request.RefusedUpload() ?? "请选择一份材料。" }, cancel);
        if (file.Length > DocumentContent.MaximumBytes) return await view.ShowAsync(db, id, new() { Refused = $"每份材料最多 {DocumentContent.MaximumBytes / 1024 / 1024} MB，请压缩或分成几份。" }, cancel);
        if (!Enum.TryParse<DocumentKind>(form["kind"], out var kind) || !Enum.IsDefined(kind)) return await view.ShowAsync(db, id, new() { Refused = "请选择材料的种类。" }, cancel);
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream()) await stream.ReadExactlyAsync(content, cancel);
        return await documents.AddAsync(db, application, kind, file.FileName, content, cancel) is { } refused
            ? await view.ShowAsync(db, id, new() { Refused = refused }, cancel)
            : Page.Go($"/applications/{id}", "added");
    }

    private static async Task<IResult> RemoveDocumentAsync(Guid id, Guid document, AdminDb db, DocumentDesk documents, ApplicationView view, CancellationToken cancel)
    {
        if (await FindAsync(db, id, cancel) is not { } application) return Page.NotFound();
        return await documents.RemoveAsync(db, application, document, cancel) is { } refused
            ? await view.ShowAsync(db, id, new() { Refused = refused }, cancel)
            : Page.Go($"/applications/{id}", "removed");
    }

    private static async Task<IResult> OpenDocumentAsync(HttpContext http, Guid id, Guid document, AdminDb db, Vault vault, Reveals reveals, ApplicationDesk desk, ApplicationView view, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (await FindAsync(db, id, cancel) is not { } application || await db.Set<ApplicationDocument>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == document && d.ApplicationId == id, cancel) is not { } found) return Page.NotFound();
        if (await reveals.RecordAsync(db, ApplicationFields.DocumentContent, document, form["reason"].ToString(), words => desk.Record(db, application, null, "打开材料：" + found.Kind.Word(), words), cancel) is { } refused)
            return await view.ShowAsync(db, id, new() { Refused = refused }, cancel);
        // Never shown as part of our pages: it is saved, and a browser that shows it all the same runs nothing of it.
        http.Response.Headers["Content-Disposition"] = $"attachment; filename=\"{application.Number}-{document.ToString("N")[^6..]}{DocumentContent.Extension(found.Format)}\"";
        return Results.Bytes(vault.OpenBytes(ApplicationFields.DocumentContent, document, found.Content, OpenPurpose.Reveal), DocumentContent.MediaType(found.Format));
    }

    private static async Task<IResult> RevealAsync(HttpContext http, Guid id, AdminDb db, Reveals reveals, ApplicationDesk desk, ApplicationView view, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (await FindAsync(db, id, cancel) is not { } application) return Page.NotFound();
        if (await reveals.RecordAsync(db, ApplicationFields.Facts, id, form["reason"].ToString(), words => desk.Record(db, application, null, "查看全部内容", words), cancel) is { } refused)
            return await view.ShowAsync(db, id, new() { Refused = refused }, cancel);
        http.Response.Headers["Refresh"] = $"{ShownSeconds}; url=/applications/{id}";
        return await view.ShowAsync(db, id, new() { Opens = true, Page = Math.Max(1, FilterInput.InForm(http.Request).Page()) }, cancel);
    }

    private static async Task<IResult> RecomputeAsync(Guid id, AdminDb db, ApplicationDesk desk, ApplicationView view, CancellationToken cancel) =>
        await FindAsync(db, id, cancel) is not { } application ? Page.NotFound() : await view.ShowAsync(db, id, new() { SameAgain = await desk.RecomputeAsync(db, application, cancel) }, cancel);

    private static async Task<IResult> LetterAsync(Guid id, AdminDb db, Vault vault, ApplicationDesk desk, CancellationToken cancel)
    {
        if (await FindAsync(db, id, cancel) is not { State: ApplicationState.Approved or ApplicationState.Rejected or ApplicationState.Appealed or ApplicationState.Upheld } application) return Page.NotFound();
        // Signed by the union that decided it, which may stand above the one that took it in, and above this user.
        var decider = application.State == ApplicationState.Upheld ? application.AppealReviewerId : application.SecondReviewerId;
        var organisation = await db.Accounts.IgnoreQueryFilters().Where(a => a.Id == decider).Join(db.Organisations.IgnoreQueryFilters(), a => a.OrganisationId, o => o.Id, (a, o) => o.Name).SingleOrDefaultAsync(cancel);
        var unit = await db.Persons.Where(p => p.Id == application.PersonId).Select(p => p.Unit).SingleOrDefaultAsync(cancel);
        var release = await db.Set<RuleRelease>().Where(r => r.Id == application.ReleaseId).Select(r => r.Number).SingleAsync(cancel);
        var assessment = StoredAssessment.Read(vault.Open(ApplicationFields.Assessment, id, application.Assessment, OpenPurpose.OfficialFile));
        var decision = await db.Set<ApplicationEvent>().AsNoTracking().Where(e => e.ApplicationId == id && (e.Move == ApplicationMove.Reject || e.Move == ApplicationMove.Uphold)).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).FirstOrDefaultAsync(cancel);
        var reason = application.State != ApplicationState.Approved && decision?.Words is { } words ? vault.Open(ApplicationFields.Words, decision.Id, words, OpenPurpose.OfficialFile) : "";
        db.Note(new(AuditAction.Printed, "applications", id.ToString()));
        desk.Record(db, application, null, "打印决定书", null);
        await db.SaveChangesAsync(cancel);
        return Page.Show<LetterPage, LetterPageModel>(new(application, organisation ?? "", unit, [.. assessment.Steps.SelectMany(s => s.Parameters).Select(p => p.Basis).Distinct()], release, reason));
    }

    private static Task<Application?> FindAsync(AdminDb db, Guid id, CancellationToken cancel) => db.Set<Application>().SingleOrDefaultAsync(a => a.Id == id, cancel);
}
