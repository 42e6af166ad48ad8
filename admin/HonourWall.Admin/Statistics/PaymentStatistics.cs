using System.Collections.Immutable;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Organisations;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Statistics;

/// <summary>Counts what has reached people, below the reader's organisation, by kind and year of the programme.</summary>
public static class PaymentStatistics
{
    /// <param name="to">The last year.</param>
    /// <param name="years">1 or 5.</param>
    public static async Task<StatisticsTable> ReadAsync(AdminDb db, int to, int years, CancellationToken cancel)
    {
        var (from, window) = (to - years + 1, Enumerable.Range(to - years + 1, years).ToImmutableArray());
        var sums = (await db.Set<PaidSum>().Where(s => s.Year >= from && s.Year <= to).GroupBy(s => new { s.Kind, s.Year }).Select(g => new { g.Key.Kind, g.Key.Year, Visits = g.Sum(s => s.Visits), Fen = g.Sum(s => s.Fen) }).ToListAsync(cancel))
            .ToDictionary(s => (s.Kind, s.Year), s => (s.Visits, s.Fen));
        // How many persons were paid in just these years: an index counts them, and there are few such sets of years.
        var scope = db.Actor.Scope.Value is { Length: > 0 } own ? own : OrganisationPath.Root.Value;
        var persons = (await db.Set<PaidPerson>().Where(p => p.OrganisationPath == scope).GroupBy(p => new { p.Kind, p.Years }).Select(g => new { g.Key.Kind, g.Key.Years, Count = g.Count() }).ToListAsync(cancel))
            .ToLookup(p => p.Kind, p => (p.Years, p.Count));
        var doubles = await DoubleEntries.ReadAsync(db, scope, cancel);
        int Persons(string kind, IEnumerable<int> wanted) => wanted.Aggregate(0L, (bits, year) => bits | PaidPerson.Bit(year)) is var bits ? persons[kind].Where(p => (p.Years & bits) != 0).Sum(p => p.Count) - doubles.Surplus(kind, bits) : 0;
        StatisticsCell Cell(string kind, ImmutableArray<int> wanted)
        {
            var parts = sums.Where(s => (kind.Length == 0 || s.Key.Kind == kind) && wanted.Contains(s.Key.Year)).Select(s => s.Value).ToList();
            return new(Persons(kind, wanted), parts.Aggregate(0, (visits, part) => checked(visits + part.Visits)), parts.Aggregate(Money.Zero, (sum, part) => sum + new Money(part.Fen)));
        }
        string[] programmes = [.. Programmes.All.Select(p => p.ToString())];
        string[] kinds = [.. programmes.Where(p => sums.Keys.Any(s => s.Kind == p)), .. sums.Keys.Select(s => s.Kind).Except(programmes).Distinct().Order(StringComparer.Ordinal)];
        return new([.. kinds.Select(Word)], window, [.. kinds.Append("").Select(kind => window.Select(year => Cell(kind, [year])).Append(Cell(kind, window)).Cast<StatisticsCell?>().ToImmutableArray())]);
    }

    private static string Word(string kind) => Enum.TryParse<Programme>(kind, out var programme) ? programme.Word() : kind;
}
