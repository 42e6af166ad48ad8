using System.Collections.Immutable;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Disbursements.Snapshots;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Rules.Releases;

/// <summary>Which rows of open and past cycles a new version of the rules would answer otherwise. What is frozen keeps its release: nothing is changed by looking.</summary>
public sealed class CycleEffect(Vault vault)
{
    /// <summary>So many of the newest cycles of a programme whose pack differs are computed.</summary>
    public const int Most = 20;

    public async Task<ImmutableArray<ChangedCycle>> FindAsync(AdminDb db, RuleBook before, RuleBook after, CancellationToken cancel)
    {
        var programmes = Programmes.All.Where(p => p.Benefit() is { } benefit && before.FindPack(new("benefit", benefit))?.Version != after.FindPack(new("benefit", benefit))?.Version).ToList();
        if (programmes.Count == 0) return [];
        var cycles = await db.Set<Cycle>().AsNoTracking().Where(c => programmes.Contains(c.Programme) && c.State != CycleState.Cancelled).OrderByDescending(c => c.CreatedAt).ThenBy(c => c.Id).Take(Most).ToListAsync(cancel);
        var (old, @new) = (new CandidateAssessor(before), new CandidateAssessor(after));
        var found = new List<ChangedCycle>();
        foreach (var cycle in cycles)
        {
            var (looked, changed) = (0, 0);
            await foreach (var row in db.Set<Disbursement>().AsNoTracking().Where(d => d.CycleId == cycle.Id && d.Facts != null).Select(d => new { d.Id, d.Facts }).AsAsyncEnumerable().WithCancellation(cancel))
            {
                if (row.Facts is null) continue;
                looked++;
                var facts = vault.Open(Disbursement.FactsField, row.Id, row.Facts, OpenPurpose.Internal);
                if (Answer(old, facts) != Answer(@new, facts)) changed++;
            }
            found.Add(new(cycle, looked, changed));
        }
        return [.. found];
    }

    private static (Decision? Decision, string? Result) Answer(CandidateAssessor assessor, string facts) => assessor.Answer(facts) is { } answer ? (answer.Decision, answer.Result) : default;
}

/// <summary>A cycle, how many of its rows were computed by both versions, and how many come out otherwise.</summary>
public sealed record ChangedCycle(Cycle Cycle, int Looked, int Changed);
