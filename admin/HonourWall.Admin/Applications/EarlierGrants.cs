using System.Text.Json;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Applications;

/// <summary>
/// What a person was granted before, in this room. Looks past the subtree on purpose: help that another organisation granted before the person
/// came here counts, or it is paid twice. The caller has seen the person; nothing of another one is read.
/// </summary>
public sealed class EarlierGrants(Vault vault)
{
    public async Task<IReadOnlyList<Grant>> FindAsync(AdminDb db, Guid personId, Guid? except, CancellationToken cancel)
    {
        var ids = new List<Guid> { personId };
        for (var found = ids; found.Count > 0; ids.AddRange(found))
        {
            var last = found;
            found = await db.Persons.IgnoreQueryFilters().Where(p => p.MergedIntoId != null && last.Contains(p.MergedIntoId.Value) && !ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancel);
        }
        var approved = await db.Set<Application>().IgnoreQueryFilters().AsNoTracking()
            .Where(a => ids.Contains(a.PersonId) && a.Id != except && a.State == ApplicationState.Approved).OrderBy(a => a.DecidedAt).ThenBy(a => a.Id).ToListAsync(cancel);
        return [.. approved.Select(a => new Grant(a.BenefitId, Illness(a), a.DecidedAt is { } decided ? Beijing.Day(decided) : null, a.Amount))];
    }

    private string? Illness(Application application)
    {
        using var facts = JsonDocument.Parse(StoredFacts.Read(vault.Open(ApplicationFields.Facts, application.Id, application.Facts, OpenPurpose.Internal)).Case);
        return facts.RootElement.TryGetProperty("illness", out var illness) && illness.ValueKind == JsonValueKind.String ? illness.GetString() : null;
    }
}
