using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Registry;

/// <summary>
/// Four eyes begin in the registry: who has changed a fact of a person reviews nothing that rests on it, until others have approved something of the kind for that person
/// since. Asked where a reviewer's position is taken, which no review gets past.
/// </summary>
public static class FactHands
{
    /// <summary>How many of these persons have facts from the actor that nobody else has looked at since.</summary>
    /// <param name="approvals">When something of the kind was approved, by person: asked for few persons, and only where the actor has changed something.</param>
    public static async Task<int> CountAsync(AdminDb db, IQueryable<Guid> persons, IQueryable<FactApproval> approvals, CancellationToken cancel)
    {
        var who = db.Actor.AccountId;
        // Past the subtree: the entry may have moved since. Nothing of it is told.
        var changes = await db.Set<PersonEvent>().IgnoreQueryFilters().Where(e => e.FactBy == who).GroupBy(e => e.PersonId).Select(g => new { PersonId = g.Key, At = g.Max(e => e.At) }).ToListAsync(cancel);
        if (changes.Count == 0) return 0;
        // What was typed into a duplicate counts for the entry that it was merged into.
        var merged = await MergedPersons.AllAsync(db, cancel);
        var latest = changes.GroupBy(c => merged.GetValueOrDefault(c.PersonId, c.PersonId)).ToDictionary(g => g.Key, g => g.Max(c => c.At));
        var concerned = (await persons.Distinct().ToListAsync(cancel)).Where(latest.ContainsKey).ToList();
        var seen = 0;
        foreach (var chunk in concerned.Chunk(500))
        {
            List<Guid> ids = [.. chunk];
            var approved = (await approvals.Where(a => ids.Contains(a.PersonId)).ToListAsync(cancel)).ToLookup(a => a.PersonId, a => a.At);
            seen += chunk.Count(person => approved[person].Any(at => at > latest[person]));
        }
        return concerned.Count - seen;
    }
}

/// <summary>When something was approved for a person.</summary>
public sealed record FactApproval
{
    public required Guid PersonId { get; init; }

    public required DateTimeOffset? At { get; init; }
}
