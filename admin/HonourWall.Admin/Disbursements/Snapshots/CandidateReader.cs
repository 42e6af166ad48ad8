using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>Reads the persons of a cycle: everybody at and below its organisation, or those of its rows.</summary>
public sealed class CandidateReader(Vault vault)
{
    /// <summary>Everybody below the cycle's organisation whose entry was not merged, by name.</summary>
    public Task<List<Candidate>> EverybodyAsync(AdminDb db, Cycle cycle, CancellationToken cancel)
    {
        var path = OrganisationPath.Parse(cycle.OrganisationPath);
        var (low, high) = (path.Low, path.High);
#pragma warning disable CA1310, CA1309 // EF Core turns CompareTo into the database's own comparison of bytes.
        return ReadAsync(db, cycle, db.Persons.Where(p => p.MergedIntoId == null && p.OrganisationPath.CompareTo(low) >= 0 && p.OrganisationPath.CompareTo(high) < 0), cancel);
#pragma warning restore CA1310, CA1309
    }

    /// <summary>The persons of a cycle's rows in some states, as they are now; who was merged or has left is missing.</summary>
    public Task<List<Candidate>> OfRowsAsync(AdminDb db, Cycle cycle, DisbursementState[] states, CancellationToken cancel) =>
        ReadAsync(db, cycle, db.Persons.Where(p => p.MergedIntoId == null && db.Set<Disbursement>().Any(d => d.CycleId == cycle.Id && states.Contains(d.State) && d.PersonId == p.Id)), cancel);

    /// <summary>The persons of applications that a cycle may pay.</summary>
    public Task<List<Candidate>> OfApplicationsAsync(AdminDb db, Cycle cycle, IQueryable<Application> applications, CancellationToken cancel) =>
        ReadAsync(db, cycle, db.Persons.Where(p => p.MergedIntoId == null && applications.Any(a => a.PersonId == p.Id)), cancel);

    public async Task<Candidate?> OneAsync(AdminDb db, Cycle cycle, Guid person, CancellationToken cancel) =>
        (await ReadAsync(db, cycle, db.Persons.Where(p => p.Id == person && p.MergedIntoId == null), cancel)).SingleOrDefault();

    private async Task<List<Candidate>> ReadAsync(AdminDb db, Cycle cycle, IQueryable<Person> persons, CancellationToken cancel)
    {
        var rows = await persons.AsNoTracking().OrderBy(p => p.Name).ThenBy(p => p.Id).ToListAsync(cancel);
        // As one query beside, not as a join: a person's row is wide and would come once for each honour.
        var honours = (await db.Set<PersonHonour>().AsNoTracking().Where(h => persons.Any(p => p.Id == h.PersonId)).Select(h => new { h.PersonId, h.Award, h.Year, h.RevokedOn }).ToListAsync(cancel))
            .OrderBy(h => h.Year).ThenBy(h => h.Award, StringComparer.Ordinal).ToLookup(h => h.PersonId, h => new CandidateHonour(h.Award, h.Year, h.RevokedOn));
        var withIncome = cycle.Programme.IsBelowLine();
        return [.. rows.Select(person => Candidate.Of(person, [.. honours[person.Id]], vault, withIncome))];
    }
}
