using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>Approved applications as payees: the amount that was decided, to the person or to whom the application names.</summary>
public sealed class ApplicationPayees(CandidateReader reader, Vault vault)
{
    /// <summary>What is approved at and below the cycle's organisation, by number.</summary>
    public Task<List<Payee>> ApprovedAsync(AdminDb db, Cycle cycle, CancellationToken cancel)
    {
        var path = OrganisationPath.Parse(cycle.OrganisationPath);
        var (low, high) = (path.Low, path.High);
#pragma warning disable CA1310, CA1309 // EF Core turns CompareTo into the database's own comparison of bytes.
        return ReadAsync(db, cycle, db.Set<Application>().Where(a => a.State == ApplicationState.Approved && a.OrganisationPath.CompareTo(low) >= 0 && a.OrganisationPath.CompareTo(high) < 0), cancel);
#pragma warning restore CA1310, CA1309
    }

    /// <summary>The applications of a cycle's rows that are still approved.</summary>
    public Task<List<Payee>> OfRowsAsync(AdminDb db, Cycle cycle, DisbursementState state, CancellationToken cancel) =>
        ReadAsync(db, cycle, db.Set<Application>().Where(a => a.State == ApplicationState.Approved && db.Set<Disbursement>().Any(d => d.CycleId == cycle.Id && d.State == state && d.ApplicationId == a.Id)), cancel);

    private async Task<List<Payee>> ReadAsync(AdminDb db, Cycle cycle, IQueryable<Application> applications, CancellationToken cancel)
    {
        var persons = (await reader.OfApplicationsAsync(db, cycle, applications, cancel)).ToDictionary(c => c.PersonId);
        var rows = await applications.AsNoTracking().OrderBy(a => a.Number).ToListAsync(cancel);
        return [.. rows.Select(a => Of(a, persons.GetValueOrDefault(a.PersonId)))];
    }

    private Payee Of(Application application, Candidate? person)
    {
        string Open(ProtectedField field, ProtectedText? value) => value is null ? "" : vault.Open(field, application.Id, value, OpenPurpose.Internal);
        var to = application.PayeeAccount is null
            ? new(application.PersonName, person?.IdNumber ?? "", person?.Account ?? "")
            : new FrozenPayee(Open(ApplicationFields.PayeeName, application.PayeeName), Open(ApplicationFields.PayeeIdNumber, application.PayeeIdNumber), Open(ApplicationFields.PayeeAccount, application.PayeeAccount));
        return new(application.PersonId, application.PersonName, person, to, application.Amount, null, null, application.Id, $"{Programme.Applications}/{application.Id:N}") { IsForAnother = application.PayeeAccount is not null };
    }
}
