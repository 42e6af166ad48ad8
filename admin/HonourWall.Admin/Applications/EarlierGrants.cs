using System.Text.Json;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Applications;

/// <summary>
/// What a person was granted before, in this room. Looks past the subtree on purpose: help that another organisation granted counts, or it is paid
/// twice; so every entry with the same ID number counts, wherever it stands. The caller has seen the person; nothing of another one is read.
/// </summary>
public sealed class EarlierGrants(Vault vault)
{
    public async Task<IReadOnlyList<Grant>> FindAsync(AdminDb db, Guid personId, Guid? except, CancellationToken cancel)
    {
        var ids = await EntriesOf(db, personId).ToListAsync(cancel);
        for (var found = ids; found.Count > 0; ids.AddRange(found))
        {
            var last = found;
            found = await db.Persons.IgnoreQueryFilters().Where(p => p.MergedIntoId != null && last.Contains(p.MergedIntoId.Value) && !ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancel);
        }
        var approved = await db.Set<Application>().IgnoreQueryFilters().AsNoTracking()
            .Where(a => ids.Contains(a.PersonId) && a.Id != except && a.State == ApplicationState.Approved).OrderBy(a => a.DecidedAt).ThenBy(a => a.Id).ToListAsync(cancel);
        return [.. approved.Select(a => new Grant(a.BenefitId, Occasion(a), a.DecidedAt is { } decided ? Beijing.Day(decided) : null, a.Amount))];
    }

    /// <summary>The entry and all others with its ID number.</summary>
    private static IQueryable<Guid> EntriesOf(AdminDb db, Guid personId)
    {
        var all = db.Persons.IgnoreQueryFilters();
        return all.Where(p => p.Id == personId || (p.IdNumberIndex != null && all.Any(own => own.Id == personId && own.IdNumberIndex == p.IdNumberIndex))).Select(p => p.Id);
    }

    /// <summary>Two decisions on one person, under whatever entry, do not happen at once: the second waits here and sees the first.</summary>
    public static Task LockAsync(AdminDb db, Guid personId, CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"UPDATE persons SET version = version WHERE id IN (SELECT p.id FROM persons p, persons own WHERE own.id = {personId} AND (p.id = own.id OR p.id_number_index = own.id_number_index))", cancel);

    private string? Occasion(Application application)
    {
        using var facts = JsonDocument.Parse(StoredFacts.Read(vault.Open(ApplicationFields.Facts, application.Id, application.Facts, OpenPurpose.Internal)).Case);
        return Text("illness") ?? Text("occasion");

        string? Text(string name) => facts.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
