using HonourWall.Admin.Data;
using HonourWall.Admin.Registry;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>Who already pays somebody for a purpose.</summary>
public enum ClaimHolder
{
    Nobody,

    /// <summary>A cycle that the actor sees.</summary>
    Ours,

    /// <summary>An organisation out of the actor's sight: no more than that is told.</summary>
    Stranger,
}

/// <summary>
/// Everybody whom another cycle pays already for what this one pays, at any level: found by entry, and across entries by the blind index of the ID number, both of
/// the one that was paid and of the one that the entry has by now. The unique keys of the table know the first only.
/// </summary>
public sealed class Claims
{
    private readonly Dictionary<(string Claim, Guid Person), ClaimHolder> _persons = [];
    private readonly Dictionary<(string Claim, string Payee), ClaimHolder> _payees = [];

    private Claims()
    {
    }

    public static async Task<Claims> ReadAsync(AdminDb db, Cycle cycle, CancellationToken cancel)
    {
        var claims = new Claims();
        // What an entry was paid before it was merged, the entry that stays has been paid.
        var staying = await MergedPersons.AllAsync(db, cancel);
        var all = db.Set<Disbursement>().IgnoreQueryFilters().AsNoTracking();
        var (own, key, applications) = (cycle.Id, cycle.ClaimKey, Programme.Applications + "/");
        all = all.Where(d => d.CycleId != own);
        var same = cycle.Programme == Programme.Applications ? all.Where(d => d.ApplicationId != null && d.Claim!.StartsWith(applications)) : all.Where(d => d.Claim == key); // ! : the database knows what to do with none
        // Of those who were paid, and of those whose duplicate may have been: a number that was mistyped at the payment has perhaps been corrected since.
        var numbers = await db.Persons.IgnoreQueryFilters().Where(p => p.IdNumberIndex != null && (same.Any(d => d.PersonId == p.Id) || db.Persons.Any(m => m.MergedIntoId == p.Id)))
            .Select(p => new { p.Id, p.IdNumberIndex }).ToDictionaryAsync(p => p.Id, p => p.IdNumberIndex, cancel);
        await foreach (var row in same.Select(d => new { d.Claim, d.PersonId, d.PayeeIndex, IsForAnother = d.PayeeName != null, d.OrganisationPath }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var holder = db.Actor.Scope.Contains(row.OrganisationPath) ? ClaimHolder.Ours : ClaimHolder.Stranger;
            var (claim, entry) = (row.Claim ?? "", staying.GetValueOrDefault(row.PersonId, row.PersonId));
            claims._persons[(claim, entry)] = holder;
            if (row.PayeeIndex is not null) claims._payees[(claim, row.PayeeIndex)] = holder;
            if (!row.IsForAnother && numbers.GetValueOrDefault(entry) is { } now) claims._payees[(claim, now)] = holder;
        }
        return claims;
    }

    /// <param name="indexes">Of the payee's ID number, under each live key.</param>
    public ClaimHolder Find(string claim, Guid person, string[] indexes)
    {
        if (_persons.TryGetValue((claim, person), out var holder)) return holder;
        foreach (var index in indexes)
            if (_payees.TryGetValue((claim, index), out holder)) return holder;
        return ClaimHolder.Nobody;
    }
}
