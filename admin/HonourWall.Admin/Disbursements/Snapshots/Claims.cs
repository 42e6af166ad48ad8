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

/// <summary>Everybody who is paid already for what a cycle pays, at any level: found by entry, and by the blind index of the ID number across entries.</summary>
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
        var (key, applications) = (cycle.ClaimKey, Programme.Applications + "/");
        var same = cycle.Programme == Programme.Applications ? all.Where(d => d.ApplicationId != null && d.Claim!.StartsWith(applications)) : all.Where(d => d.Claim == key); // ! : the database knows what to do with none
        await foreach (var row in same.Select(d => new { d.Claim, d.PersonId, d.PayeeIndex, d.OrganisationPath }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var holder = db.Actor.Scope.Contains(row.OrganisationPath) ? ClaimHolder.Ours : ClaimHolder.Stranger;
            claims._persons[(row.Claim ?? "", staying.GetValueOrDefault(row.PersonId, row.PersonId))] = holder;
            if (row.PayeeIndex is not null) claims._payees[(row.Claim ?? "", row.PayeeIndex)] = holder;
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
