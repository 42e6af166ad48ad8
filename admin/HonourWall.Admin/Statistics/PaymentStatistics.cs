using System.Collections.Immutable;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Statistics;

/// <summary>Counts what has reached people, below the reader's organisation, by kind and year of the programme.</summary>
public static class PaymentStatistics
{
    /// <param name="to">The last year.</param>
    /// <param name="years">1 or 5.</param>
    public static async Task<StatisticsTable> ReadAsync(AdminDb db, int to, int years, CancellationToken cancel)
    {
        var from = to - years + 1;
        var paid = db.Set<Disbursement>().Where(d => d.State == DisbursementState.Paid)
            .Join(db.Set<Cycle>().Where(c => c.Year >= from && c.Year <= to), d => d.CycleId, c => c.Id, (d, c) => new { c.Year, c.Programme, d.PersonId, d.ApplicationId, d.AmountFen });
        var cells = new Dictionary<(string Kind, int Year), StatisticsCell>();
        foreach (var g in await paid.Where(p => p.ApplicationId == null).GroupBy(p => new { p.Programme, p.Year }).Select(g => new { g.Key.Programme, g.Key.Year, Persons = g.Select(p => p.PersonId).Distinct().Count(), Visits = g.Count(), Fen = g.Sum(p => p.AmountFen) }).ToListAsync(cancel))
            cells[(g.Programme.Word(), g.Year)] = new(g.Persons, g.Visits, new(g.Fen));
        // Applications by their benefit: 大病救助 and 火灾救助 are not one figure.
        var helped = paid.Where(p => p.ApplicationId != null).Join(db.Set<Application>(), p => p.ApplicationId, a => a.Id, (p, a) => new { p.Year, a.BenefitTitle, p.PersonId, p.AmountFen });
        foreach (var g in await helped.GroupBy(p => new { p.BenefitTitle, p.Year }).Select(g => new { g.Key.BenefitTitle, g.Key.Year, Persons = g.Select(p => p.PersonId).Distinct().Count(), Visits = g.Count(), Fen = g.Sum(p => p.AmountFen) }).ToListAsync(cancel))
            cells[(g.BenefitTitle, g.Year)] = new(g.Persons, g.Visits, new(g.Fen));

        var byKind = (await paid.Where(p => p.ApplicationId == null).GroupBy(p => p.Programme).Select(g => new { g.Key, Persons = g.Select(p => p.PersonId).Distinct().Count() }).ToListAsync(cancel)).ToDictionary(g => g.Key.Word(), g => g.Persons);
        foreach (var g in await helped.GroupBy(p => p.BenefitTitle).Select(g => new { g.Key, Persons = g.Select(p => p.PersonId).Distinct().Count() }).ToListAsync(cancel)) byKind[g.Key] = g.Persons;
        var byYear = (await paid.GroupBy(p => p.Year).Select(g => new { g.Key, Persons = g.Select(p => p.PersonId).Distinct().Count() }).ToListAsync(cancel)).ToDictionary(g => g.Key, g => g.Persons);
        var all = await paid.Select(p => p.PersonId).Distinct().CountAsync(cancel);
        return Table(cells, byKind, byYear, all, [.. Enumerable.Range(from, years)]);
    }

    private static StatisticsTable Table(Dictionary<(string Kind, int Year), StatisticsCell> cells, Dictionary<string, int> byKind, Dictionary<int, int> byYear, int all, ImmutableArray<int> years)
    {
        string[] words = [.. Programmes.All.Where(p => p != Programme.Applications).Select(p => p.Word())];
        ImmutableArray<string> kinds = [.. words.Where(byKind.ContainsKey), .. byKind.Keys.Except(words).Order(StringComparer.Ordinal)];
        StatisticsCell Cell(string kind, int year) => cells.GetValueOrDefault((kind, year), StatisticsCell.None);
        StatisticsCell Total(int persons, IEnumerable<StatisticsCell> parts) => parts.Aggregate(new StatisticsCell(persons, 0, Money.Zero), (sum, part) => new(persons, checked(sum.Visits + part.Visits), sum.Amount + part.Amount));
        var rows = kinds.Select(kind => years.Select(year => Cell(kind, year)).Append(Total(byKind[kind], years.Select(year => Cell(kind, year)))).Cast<StatisticsCell?>().ToImmutableArray());
        var totals = years.Select(year => Total(byYear.GetValueOrDefault(year), kinds.Select(kind => Cell(kind, year)))).Append(Total(all, cells.Values)).Cast<StatisticsCell?>().ToImmutableArray();
        return new(kinds, years, [.. rows, totals]);
    }
}
