using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Applications;

/// <summary>Takes documents in and out of applications that are with the clerk; whoever does is one of its authors. Their bytes go from the request into the sealed column and nowhere else.</summary>
public sealed class DocumentDesk(Vault vault, ApplicationDesk desk, TimeProvider clock)
{
    /// <returns>Why not; null when it was added and saved.</returns>
    public async Task<string?> AddAsync(AdminDb db, Application application, DocumentKind kind, string name, byte[] content, CancellationToken cancel)
    {
        if (!application.State.IsOpenToClerk()) return $"这份申请现在是“{application.State.Word()}”，不能添加材料。";
        if (await ApplicationDesk.RefuseHandAsync(db, application, ApplicationPosition.Author, cancel) is { } hand) return hand;
        var (format, wrong) = DocumentContent.Read(content);
        if (format is not { } known || wrong is not null) return wrong;
        if (DocumentContent.RefuseName(name, known) is { } misnamed) return misnamed;
        if (await db.Set<ApplicationDocument>().CountAsync(d => d.ApplicationId == application.Id && d.RemovedAt == null, cancel) >= DocumentContent.MaximumCount) return $"一份申请最多 {DocumentContent.MaximumCount} 份材料。";
        var id = Guid.CreateVersion7();
        db.Set<ApplicationDocument>().Add(new()
        {
            Id = id,
            ApplicationId = application.Id,
            OrganisationPath = application.OrganisationPath,
            Kind = kind,
            Format = known,
            Size = content.Length,
            Name = vault.Seal(ApplicationFields.DocumentName, id, CleanName(name)),
            Content = vault.SealBytes(ApplicationFields.DocumentContent, id, content),
            AddedAt = clock.GetUtcNow(),
            AddedById = db.Actor.AccountId ?? throw new InvalidOperationException("Documents are added by people."),
        });
        desk.Record(db, application, null, "添加材料：" + kind.Word(), null);
        desk.Touch(application);
        await db.SaveChangesAsync(cancel);
        return null;
    }

    /// <returns>Why not; null when it was taken out and saved.</returns>
    public async Task<string?> RemoveAsync(AdminDb db, Application application, Guid document, CancellationToken cancel)
    {
        if (!application.State.IsOpenToClerk()) return $"这份申请现在是“{application.State.Word()}”，不能去掉材料。";
        if (await ApplicationDesk.RefuseHandAsync(db, application, ApplicationPosition.Author, cancel) is { } hand) return hand;
        if (await db.Set<ApplicationDocument>().SingleOrDefaultAsync(d => d.Id == document && d.ApplicationId == application.Id && d.RemovedAt == null, cancel) is not { } found) return "没有这份材料。";
        found.RemovedAt = clock.GetUtcNow();
        desk.Record(db, application, null, "去掉材料：" + found.Kind.Word(), null);
        desk.Touch(application);
        await db.SaveChangesAsync(cancel);
        return null;
    }

    // What a browser sends as a name may hold a path or anything else: it is only ever shown.
    private static string CleanName(string name)
    {
        var last = Writing.Readable(name[(name.LastIndexOfAny(['/', '\\']) + 1)..]).Trim();
        return last.Length == 0 ? "未命名" : last.Length > 120 ? last[..120] : last;
    }
}
