using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Registry;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Statistics;

/// <summary>
/// Keeps the figures in step with the payments, in the transaction in which payments succeed and behind the cycle's lock. What has been paid stays paid: figures
/// only grow, and entering the same file again changes nothing.
/// </summary>
public static class PaidFigures
{
    /// <param name="bankFile">The file whose payments the bank has just reported.</param>
    public static async Task EnterAsync(AdminDb db, Cycle cycle, Guid bankFile, CancellationToken cancel)
    {
        var programme = cycle.Programme.ToString();
        await db.Database.ExecuteSqlAsync($"DELETE FROM paid_sums WHERE cycle_id = {cycle.Id}", cancel);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO paid_sums (cycle_id, organisation_path, kind, year, visits, fen)
            SELECT d.cycle_id, d.organisation_path, COALESCE(a.benefit_title, {programme}), {cycle.Year}, COUNT(*), SUM(d.amount_fen)
            FROM disbursements d LEFT JOIN applications a ON a.id = d.application_id WHERE d.cycle_id = {cycle.Id} AND d.state = 'Paid' GROUP BY 1, 2, 3
            """, cancel);
        var bit = PaidPerson.Bit(cycle.Year);
        // Always from the city downwards and in the order of persons: two files at once wait for each other, and never crosswise.
        foreach (var path in OrganisationPath.Parse(cycle.OrganisationPath).FromTheRoot())
        {
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO paid_persons (organisation_path, kind, person_id, years)
                SELECT DISTINCT {path.Value}, '', d.person_id, {bit}
                FROM bank_file_rows r JOIN disbursements d ON d.id = r.disbursement_id WHERE r.bank_file_id = {bankFile} AND r.outcome = 'Paid' ORDER BY 3
                ON CONFLICT (organisation_path, kind, person_id) DO UPDATE SET years = paid_persons.years | excluded.years
                """, cancel);
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO paid_persons (organisation_path, kind, person_id, years)
                SELECT DISTINCT {path.Value}, COALESCE(a.benefit_title, {programme}), d.person_id, {bit}
                FROM bank_file_rows r JOIN disbursements d ON d.id = r.disbursement_id LEFT JOIN applications a ON a.id = d.application_id WHERE r.bank_file_id = {bankFile} AND r.outcome = 'Paid' ORDER BY 2, 3
                ON CONFLICT (organisation_path, kind, person_id) DO UPDATE SET years = paid_persons.years | excluded.years
                """, cancel);
        }
        // A payment that was at the bank while its entry was merged counts for the entry that stays.
        var merged = await db.Database.SqlQuery<Guid>($"""
            SELECT DISTINCT p.id AS "Value" FROM bank_file_rows r JOIN disbursements d ON d.id = r.disbursement_id JOIN persons p ON p.id = d.person_id
            WHERE r.bank_file_id = {bankFile} AND r.outcome = 'Paid' AND p.merged_into_id IS NOT NULL
            """).ToListAsync(cancel);
        foreach (var person in merged) await MoveAsync(db, person, await MergedPersons.StayingAsync(db, person, cancel), cancel);
    }

    /// <summary>Two entries are one person: what the one was paid counts for the other, and nobody counts twice. Inside the caller's transaction.</summary>
    public static async Task MoveAsync(AdminDb db, Guid from, Guid to, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO paid_persons (organisation_path, kind, person_id, years)
            SELECT organisation_path, kind, {to}, years FROM paid_persons WHERE person_id = {from}
            ON CONFLICT (organisation_path, kind, person_id) DO UPDATE SET years = paid_persons.years | excluded.years
            """, cancel);
        await db.Database.ExecuteSqlAsync($"DELETE FROM paid_persons WHERE person_id = {from}", cancel);
    }
}
