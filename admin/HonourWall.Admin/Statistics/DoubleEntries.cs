using System.Collections.Immutable;
using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Statistics;

/// <summary>
/// Humans who stand in the registry more than once, under two organisations of the reader, and have been paid: found by the blind index of their ID number, so that
/// 人数 counts them once without anybody having merged their entries. Entries that the reader does not see are not looked at, nor what others paid. (While keys are
/// being rotated, two entries of one human bear indexes of two keys and count as two until the command has ended.)
/// </summary>
public sealed class DoubleEntries
{
    private readonly ILookup<string, ImmutableArray<long>> _humans;

    private DoubleEntries(ILookup<string, ImmutableArray<long>> humans) => _humans = humans;

    /// <param name="scope">The reader's own organisation, whose figures they are.</param>
    public static async Task<DoubleEntries> ReadAsync(AdminDb db, string scope, CancellationToken cancel)
    {
        var entries = db.Persons.Where(p => p.MergedIntoId == null && p.IdNumberIndex != null);
        var doubled = entries.GroupBy(p => p.IdNumberIndex).Where(g => g.Count() > 1).Select(g => g.Key);
        var rows = await entries.Where(p => doubled.Contains(p.IdNumberIndex))
            .Join(db.Set<PaidPerson>().Where(paid => paid.OrganisationPath == scope), p => p.Id, paid => paid.PersonId, (p, paid) => new { p.IdNumberIndex, paid.Kind, paid.Years }).ToListAsync(cancel);
        return new(rows.GroupBy(r => (r.Kind, r.IdNumberIndex)).ToLookup(g => g.Key.Kind, g => g.Select(r => r.Years).ToImmutableArray()));
    }

    /// <summary>How many entries are too many where each is counted that was paid in one of the years.</summary>
    public int Surplus(string kind, long years) => _humans[kind].Sum(human => Math.Max(0, human.Count(paid => (paid & years) != 0) - 1));
}
