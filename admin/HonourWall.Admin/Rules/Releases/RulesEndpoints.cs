using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Uploads;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Rules.Releases;

/// <summary>The rules in the web application: reading, proposing a change, and releasing it by a second person.</summary>
public static class RulesEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/rules", ListAsync).Requires(Permission.RulesRead);
        endpoints.MapPost("/rules/export", ExportAsync).Requires(Permission.RulesRead);
        endpoints.MapGet("/rules/packs/{pack}", ShowPackAsync).Requires(Permission.RulesRead);
        endpoints.MapGet("/rules/edit", EditAsync).Requires(Permission.RulesPropose);
        endpoints.MapPost("/rules/edit", ProposeAsync).Requires(Permission.RulesPropose);
        endpoints.MapPost("/rules/shipped", ProposeShippedAsync).Requires(Permission.RulesPropose);
        endpoints.MapGet("/rules/releases/{id:guid}", (Guid id, AdminDb db, RuleReleases rules, ReleaseEffect effect, CycleEffect cycles, CancellationToken cancel) => ShowAsync(db, rules, effect, cycles, id, null, cancel)).Requires(Permission.RulesRead);
        endpoints.MapPost("/rules/releases/{id:guid}/release", (Guid id, AdminDb db, RuleReleases rules, ReleaseEffect effect, CycleEffect cycles, CancellationToken cancel) => DecideAsync(true, "released", id, db, rules, effect, cycles, cancel)).Requires(Permission.RulesRelease);
        endpoints.MapPost("/rules/releases/{id:guid}/refuse", (Guid id, AdminDb db, RuleReleases rules, ReleaseEffect effect, CycleEffect cycles, CancellationToken cancel) => DecideAsync(false, "dropped", id, db, rules, effect, cycles, cancel)).Requires(Permission.RulesRelease);
        endpoints.MapPost("/rules/releases/{id:guid}/drop", (Guid id, AdminDb db, RuleReleases rules, ReleaseEffect effect, CycleEffect cycles, CancellationToken cancel) => DecideAsync(false, "dropped", id, db, rules, effect, cycles, cancel)).Requires(Permission.RulesPropose);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, AdminDb db, RuleReleases rules, CancellationToken cancel)
    {
        var (current, book) = await rules.CurrentAsync(db, cancel);
        var (filter, number) = (RuleFilter.Read(FilterInput.InAddress(request)), Paging.Asked(request));
        var releases = db.Set<RuleRelease>().AsNoTracking();
        var released = releases.Where(r => r.State == RuleReleaseState.Released);
        var proposals = await releases.Where(r => r.State == RuleReleaseState.Proposed).OrderByDescending(r => r.ProposedAt).ThenByDescending(r => r.Id).ToListAsync(cancel);
        var shown = filter.IsUnreadable ? [] : await released.OrderByDescending(r => r.Number).Skip((number - 1) * Paging.Size).Take(Paging.Size).ToListAsync(cancel);
        var shipped = ShippedPacks.Read().Version;
        return Page.Show<RulesPage, RulesPageModel>(new(
            current,
            filter,
            [.. filter.IsUnreadable ? [] : Packs(book, filter.Text)],
            [.. proposals],
            [.. shown],
            new(number, await released.CountAsync(cancel), n => $"/rules?{filter.Query()}&page={n}"),
            db.Actor.May(Permission.RulesPropose) && !await releases.AnyAsync(r => r.Version == shipped, cancel)));
    }

    private static IEnumerable<RulePack> Packs(RuleBook book, string text) =>
        book.Packs.Where(p => text.Length == 0 || p.Id.Contains(text, StringComparison.OrdinalIgnoreCase) || p.Title.Contains(text, StringComparison.Ordinal) || p.Rules.Any(r => string.Equals(r, text, StringComparison.OrdinalIgnoreCase)));

    private static async Task<IResult> ExportAsync(HttpRequest request, AdminDb db, RuleReleases rules, ListExport export, CancellationToken cancel)
    {
        var filter = RuleFilter.Read(FilterInput.InForm(request));
        var (current, book) = await rules.CurrentAsync(db, cancel);
        var rows = Packs(book, filter.Text).SelectMany(p => p.Parameters.SelectMany(parameter => parameter.Versions.Select(v => (string[])
            [p.Id, p.Title, string.Join("、", p.Rules), parameter.Title, v.Value, v.Since, v.Until ?? "", v.Basis.ToString(), p.Version]))).ToList();
        return await export.SendAsync(request, db, "rules", filter, rows.Count, () => Task.FromResult(new Table(["规则包", "名称", "规则", "参数", "值", "起", "止", "依据", "版本"], [.. rows])), cancel, detail: $"release:{current.Id} ");
    }

    private static async Task<IResult> ShowPackAsync(string pack, AdminDb db, RuleReleases rules, CancellationToken cancel)
    {
        var (current, book) = await rules.CurrentAsync(db, cancel);
        if (book.Packs.FirstOrDefault(p => p.Id == pack) is not { } found) return Page.NotFound();
        return Page.Show<PackPage, PackPageModel>(new(current, found, Text(book, found.File), Text(book, Path.GetFileNameWithoutExtension(found.File) + PackFile.TestsEnding)));
    }

    private static async Task<IResult> EditAsync(HttpRequest request, AdminDb db, RuleReleases rules, CancellationToken cancel)
    {
        var (current, _) = await rules.CurrentAsync(db, cancel);
        var on = Guid.TryParse(request.Query["on"], out var id) && await db.Set<RuleRelease>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.State == RuleReleaseState.Proposed, cancel) is { } proposal ? proposal : current;
        var book = await rules.BookAsync(db, on.Id, cancel);
        var file = request.Query["file"].ToString();
        if (file.Length > 0 && !book.Files.Any(f => f.ShortName == file && !f.HoldsTests)) return Page.NotFound();
        var edit = new RuleEdit(on.Id, file, file.Length > 0 ? Text(book, file) : "", "", on.State == RuleReleaseState.Proposed ? on.Note : "", []);
        if (file.Length > 0) edit = edit with { Tests = Text(book, edit.TestsFile) };
        return ShowEditor(edit, book, on.State == RuleReleaseState.Proposed);
    }

    private static async Task<IResult> ProposeAsync(HttpRequest request, AdminDb db, RuleReleases rules, CancellationToken cancel)
    {
        var (edit, wrong) = await RuleEdit.ReadAsync(await request.ReadFormAsync(cancel), cancel);
        wrong ??= request.RefusedUpload();
        if (await db.Set<RuleRelease>().SingleOrDefaultAsync(r => r.Id == edit.BaseId && r.State != RuleReleaseState.Dropped, cancel) is not { } on) return Page.NotFound();
        var book = await rules.BookAsync(db, on.Id, cancel);
        var onProposal = on.State == RuleReleaseState.Proposed;
        var note = edit.Note.Length is < 4 or > 500 ? "请写明改了什么、为什么（4 到 500 个字）。" : null;
        var files = edit.ApplyTo(book.Files);
        if (wrong is null && files.Select(f => (f.ShortName, f.Hash)).SequenceEqual(book.Files.OrderBy(f => f.ShortName, StringComparer.Ordinal).Select(f => (f.ShortName, f.Hash)))) wrong = "没有改动。";
        var (checkedBook, _, mistakes) = RuleReleases.Check(files);
        if (wrong is not null || note is not null || checkedBook is null) return ShowEditor(edit, book, onProposal, wrong, note, mistakes);
        // A proposal that is changed further gives way to the new one.
        if (onProposal) (on.State, on.DecidedById, on.DecidedBy, on.DecidedAt) = (RuleReleaseState.Dropped, db.Actor.AccountId, db.Actor.Name, rules.Now);
        var proposal = rules.Propose(db, checkedBook, onProposal ? on.BaseId ?? on.Id : on.Id, edit.Note);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (Exception e) when (DatabaseConflict.IsOvertaken(e))
        {
            return ShowEditor(edit, book, onProposal, "这份提案刚刚被别人处理过，请从现在的规则重新修改。", null);
        }
        return Page.Go($"/rules/releases/{proposal.Id}", "saved");
    }

    private static async Task<IResult> ProposeShippedAsync(AdminDb db, RuleReleases rules, CancellationToken cancel)
    {
        var (current, _) = await rules.CurrentAsync(db, cancel);
        var shipped = ShippedPacks.Read();
        if (await db.Set<RuleRelease>().AnyAsync(r => r.Version == shipped.Version && r.State != RuleReleaseState.Dropped, cancel)) return Page.Message(422, "已经有了", "程序附带的规则包已经发布过，或已在待发布的提案里。", "/rules", "回到规则");
        var proposal = rules.Propose(db, shipped, current.Id, "采用新版程序附带的规则包");
        await db.SaveChangesAsync(cancel);
        return Page.Go($"/rules/releases/{proposal.Id}", "saved");
    }

    private static async Task<IResult> ShowAsync(AdminDb db, RuleReleases rules, ReleaseEffect effect, CycleEffect cycles, Guid id, string? refused, CancellationToken cancel)
    {
        if (await db.Set<RuleRelease>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } release) return Page.NotFound();
        var book = await rules.BookAsync(db, id, cancel);
        var (_, tests, _) = RuleReleases.Check(book.Files);
        var from = release.BaseId is { } baseId ? await db.Set<RuleRelease>().AsNoTracking().SingleAsync(r => r.Id == baseId, cancel) : null;
        if (from is null) return Page.Show<ReleasePage, ReleasePageModel>(new(release, null, [], [], [], 0, [], tests, refused));
        var before = await rules.BookAsync(db, from.Id, cancel);
        var (comparison, changed, looked) = await effect.FindAsync(db, before, book, cancel);
        var names = before.Files.Concat(book.Files).Select(f => f.ShortName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return Page.Show<ReleasePage, ReleasePageModel>(new(
            release,
            from,
            [.. names.Select(n => new ChangedFile(n, LineDiff.Between(Text(before, n), Text(book, n)))).Where(f => !f.Lines.IsEmpty)],
            comparison.Parameters,
            changed,
            looked,
            await cycles.FindAsync(db, before, book, cancel),
            tests,
            refused), refused is null ? 200 : 422);
    }

    private static async Task<IResult> DecideAsync(bool release, string done, Guid id, AdminDb db, RuleReleases rules, ReleaseEffect effect, CycleEffect cycles, CancellationToken cancel)
    {
        if (await db.Set<RuleRelease>().SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } proposal) return Page.NotFound();
        return await rules.DecideAsync(db, proposal, release, cancel) is { } refused ? await ShowAsync(db, rules, effect, cycles, id, refused, cancel) : Page.Go(release ? "/rules" : $"/rules/releases/{id}", done);
    }

    private static IResult ShowEditor(RuleEdit edit, RuleBook book, bool onProposal, string? wrong = null, string? note = null, System.Collections.Immutable.ImmutableArray<Diagnostics.RuleDiagnostic>? mistakes = null) =>
        Page.Show<RuleEditPage, RuleEditPageModel>(new(edit, [.. book.Files.Where(f => !f.HoldsTests).Select(f => f.ShortName)], onProposal, wrong, note, mistakes ?? []), wrong is null && note is null && mistakes is null or { Length: 0 } ? 200 : 422);

    private static string Text(RuleBook book, string file) => book.Files.FirstOrDefault(f => f.ShortName == file)?.Text ?? "";
}
