using System.Collections.Immutable;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Web;

/// <summary>The first page: what waits for this account, and how many people are in its care.</summary>
public static class HomeEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/", ShowAsync).Requires(Policies.SignedIn);

    private static async Task<IResult> ShowAsync(AdminDb db, CancellationToken cancel)
    {
        var organisation = await db.Organisations.Where(o => o.OrganisationPath == db.Actor.Scope.Value).Select(o => o.Name).SingleOrDefaultAsync(cancel);
        var counts = db.Actor.May(Permission.RegistryRead)
            ? await db.Persons.Where(p => p.MergedIntoId == null).GroupBy(p => p.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel)
            : [];
        var waiting = db.Actor.May(Permission.ApplicationsRead)
            ? await db.Set<Application>().GroupBy(a => a.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel)
            : [];
        var cycles = db.Actor.May(Permission.DisbursementsRead)
            ? await db.Set<Cycle>().GroupBy(c => c.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel)
            : [];
        return Page.Show<HomePage, HomePageModel>(new(
            organisation,
            [.. PersonStatuses.All.Select(status => (status, counts.GetValueOrDefault(status)))],
            Waiting(ApplicationStates.All, waiting, state => ApplicationMoves.All.Any(m => m.From == state && db.Actor.May(m.Permission))),
            Waiting(Enum.GetValues<CycleState>(), cycles, state => CycleMoves.NextStep(state) is { } step && db.Actor.May(step))));
    }

    private static ImmutableArray<(TState State, int Count, bool IsMine)> Waiting<TState>(IEnumerable<TState> states, Dictionary<TState, int> counts, Predicate<TState> isMine)
        where TState : struct, Enum
    {
        var all = states.Where(counts.ContainsKey).Select(state => (State: state, Count: counts[state], IsMine: isMine(state))).ToList();
        return [.. all.Where(row => row.IsMine), .. all.Where(row => !row.IsMine)];
    }
}
