using System.Globalization;
using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>Payments over all cycles, by a person's name, narrowed further. Nothing is listed without a name: a cycle has a list of its own.</summary>
public sealed record DisbursementFilter(string Text, Programme? Programme, int? Year, DisbursementState? State, FilterInput? Input = null) : ListFilter(Input)
{
    /// <summary>More people of a name than this are not looked through.</summary>
    public const int People = 200;

    public static DisbursementFilter Read(FilterInput input) => new(
        input.Words("q", digits: 6),
        input.Choice<Programme>("programme"),
        input.Year("year"),
        input.Choice<DisbursementState>("status"), input);

    /// <summary>
    /// By way of the registry's names: there are ten times as many payments as people, and the people are few to look through.
    /// </summary>
    /// <returns>Newest first; and whether more people bear the name than were looked at.</returns>
    public async Task<(IQueryable<Disbursement> Rows, bool IsCut)> ApplyAsync(AdminDb db, CancellationToken cancel)
    {
        var rows = Rows(db.Set<Disbursement>().AsNoTracking());
        if (Text.Length == 0) return (rows.Where(d => false), false);
        var persons = await db.Persons.Where(p => p.Name.Contains(Text)).OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => p.Id).Take(People + 1).ToListAsync(cancel);
        var looked = persons.Take(People).ToList();
        rows = rows.Where(d => looked.Contains(d.PersonId));
        if (State is { } state) rows = rows.Where(d => d.State == state);
        if (Programme is { } programme) rows = rows.Where(d => db.Set<Cycle>().Any(c => c.Id == d.CycleId && c.Programme == programme));
        if (Year is { } year) rows = rows.Where(d => db.Set<Cycle>().Any(c => c.Id == d.CycleId && c.Year == year));
        return (rows.OrderByDescending(d => d.Id), persons.Count > People);
    }

    protected override IEnumerable<(string Name, string Value)> Chosen() =>
        [("q", Text), ("programme", Programme?.ToString() ?? ""), ("year", Year?.ToString(CultureInfo.InvariantCulture) ?? ""), ("status", State?.ToString() ?? "")];
}
