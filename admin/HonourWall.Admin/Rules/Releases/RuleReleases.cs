using System.Collections.Concurrent;
using System.Collections.Immutable;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Rules.Cases;
using HonourWall.Admin.Rules.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Rules.Releases;

/// <summary>
/// The rules as they were released, read from the database: the one place that tells which rules hold. A release is proposed by one person and
/// released by another; each stays for ever, so that what it computed can be computed again.
/// </summary>
public sealed class RuleReleases(AdminDbFactory databases, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, RuleBook> _books = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The first release, from what came with the program. Does nothing where there is one; two servers at once make one.</summary>
    public async Task SeedAsync(CancellationToken cancel = default)
    {
        await using var db = databases.Open(Actor.System("rules"));
        if (await db.Set<RuleRelease>().AnyAsync(r => r.State == RuleReleaseState.Released, cancel)) return;
        var book = ShippedPacks.Read();
        var release = new RuleRelease { Number = 1, State = RuleReleaseState.Released, Version = book.Version, Note = "随程序附带", ProposedBy = db.Actor.Name, ProposedAt = clock.GetUtcNow(), DecidedAt = clock.GetUtcNow() };
        Add(db, release, book.Files);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (Exception e) when (e is DbUpdateException || DatabaseConflict.IsOvertaken(e))
        {
            await using var again = databases.Open(Actor.System("rules"));
            if (!await again.Set<RuleRelease>().AnyAsync(r => r.State == RuleReleaseState.Released, cancel)) throw;
        }
    }

    /// <summary>The release that holds now, and its packs.</summary>
    public async Task<(RuleRelease Release, RuleBook Book)> CurrentAsync(AdminDb db, CancellationToken cancel)
    {
        var release = await db.Set<RuleRelease>().AsNoTracking().Where(r => r.State == RuleReleaseState.Released).OrderByDescending(r => r.Number).FirstAsync(cancel);
        return (release, await BookAsync(db, release.Id, cancel));
    }

    /// <summary>The packs of any release or proposal.</summary>
    /// <exception cref="InvalidDataException">Its files cannot be read: this program is older than they are.</exception>
    public async Task<RuleBook> BookAsync(AdminDb db, Guid releaseId, CancellationToken cancel)
    {
        if (_books.TryGetValue(releaseId, out var known)) return known;
        var diagnostics = new RuleDiagnostics();
        var book = RuleBookReader.Read(await FilesAsync(db, releaseId, cancel), diagnostics)
            ?? throw new InvalidDataException(diagnostics.ToImmutable()[0].Write(RuleLanguage.Chinese));
        return _books.GetOrAdd(releaseId, book);
    }

    public static async Task<ImmutableArray<PackFile>> FilesAsync(AdminDb db, Guid releaseId, CancellationToken cancel) =>
        [.. await db.Set<RuleReleaseFile>().AsNoTracking().Where(f => f.ReleaseId == releaseId).OrderBy(f => f.Name).Select(f => new PackFile(f.Name, f.Text)).ToListAsync(cancel)];

    /// <summary>Reads and tests files as they would be released. Every mistake at once; no book when there is any.</summary>
    public static (RuleBook? Book, int Tests, ImmutableArray<RuleDiagnostic> Mistakes) Check(IEnumerable<PackFile> files)
    {
        var diagnostics = new RuleDiagnostics();
        var book = RuleBookReader.Read(files, diagnostics);
        var tests = book is null ? 0 : PackTests.Run(book, diagnostics);
        return (diagnostics.Count == 0 ? book : null, tests, diagnostics.ToImmutable());
    }

    /// <summary>A proposal of files that were checked; it waits for a second person. Saved by the caller.</summary>
    public RuleRelease Propose(AdminDb db, RuleBook book, Guid baseId, string note)
    {
        var release = new RuleRelease
        {
            State = RuleReleaseState.Proposed,
            Version = book.Version,
            Note = note,
            BaseId = baseId,
            ProposedById = db.Actor.AccountId,
            ProposedBy = db.Actor.Name,
            ProposedAt = clock.GetUtcNow(),
        };
        Add(db, release, book.Files);
        db.Note(new(AuditAction.RulesProposed, "rule_releases", release.Id.ToString(), Detail: book.Version));
        return release;
    }

    /// <summary>Releases or drops a proposal.</summary>
    /// <returns>Why not; null when it was done.</returns>
    public async Task<string?> DecideAsync(AdminDb db, RuleRelease proposal, bool release, CancellationToken cancel)
    {
        if (proposal.State != RuleReleaseState.Proposed) return "这份提案已经处理过了。";
        if (release && proposal.ProposedById == db.Actor.AccountId) return "发布须由另一人：您是这份提案的提出人。";
        var (current, _) = await CurrentAsync(db, cancel);
        if (release && proposal.BaseId != current.Id) return $"提出之后规则已更新到第 {current.Number} 版，这份提案是从更早的一版改的。请从现在的一版重新提出。";
        proposal.State = release ? RuleReleaseState.Released : RuleReleaseState.Dropped;
        (proposal.DecidedById, proposal.DecidedBy, proposal.DecidedAt) = (db.Actor.AccountId, db.Actor.Name, clock.GetUtcNow());
        if (release) proposal.Number = current.Number + 1;
        db.Note(new(release ? AuditAction.RulesReleased : AuditAction.RulesDropped, "rule_releases", proposal.Id.ToString(), Detail: proposal.Version));
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (Exception e) when (e is DbUpdateException || DatabaseConflict.IsOvertaken(e))
        {
            // Somebody else decided at the same moment: the number is taken, or the proposal is no longer open.
            db.Forget();
            return "刚刚有别人处理了提案，您的操作没有生效。请刷新后再看。";
        }
    }

    private static void Add(AdminDb db, RuleRelease release, IEnumerable<PackFile> files)
    {
        db.Set<RuleRelease>().Add(release);
        foreach (var file in files) db.Set<RuleReleaseFile>().Add(new() { ReleaseId = release.Id, Name = file.ShortName, Text = file.Text });
    }
}
