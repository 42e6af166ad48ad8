using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Applications;

/// <summary>Every state × every move × every role, against a list written down here by hand.</summary>
public class StateMachineTests
{
    // The table of the program is not asked: what it should be stands here.
    private static readonly Dictionary<(ApplicationState, ApplicationMove, Role), ApplicationState> Legal = new()
    {
        [(ApplicationState.Draft, ApplicationMove.Submit, Role.Clerk)] = ApplicationState.FirstReview,
        [(ApplicationState.Draft, ApplicationMove.Withdraw, Role.Clerk)] = ApplicationState.Withdrawn,
        [(ApplicationState.Returned, ApplicationMove.Submit, Role.Clerk)] = ApplicationState.FirstReview,
        [(ApplicationState.Returned, ApplicationMove.Withdraw, Role.Clerk)] = ApplicationState.Withdrawn,
        [(ApplicationState.FirstReview, ApplicationMove.Support, Role.FirstReviewer)] = ApplicationState.SecondReview,
        [(ApplicationState.FirstReview, ApplicationMove.Oppose, Role.FirstReviewer)] = ApplicationState.SecondReview,
        [(ApplicationState.FirstReview, ApplicationMove.Return, Role.FirstReviewer)] = ApplicationState.Returned,
        [(ApplicationState.SecondReview, ApplicationMove.Approve, Role.SecondReviewer)] = ApplicationState.Approved,
        [(ApplicationState.SecondReview, ApplicationMove.Reject, Role.SecondReviewer)] = ApplicationState.Rejected,
        [(ApplicationState.SecondReview, ApplicationMove.Return, Role.SecondReviewer)] = ApplicationState.Returned,
        [(ApplicationState.Rejected, ApplicationMove.Appeal, Role.Clerk)] = ApplicationState.Appealed,
        [(ApplicationState.Appealed, ApplicationMove.Uphold, Role.SecondReviewer)] = ApplicationState.Upheld,
        [(ApplicationState.Appealed, ApplicationMove.Reopen, Role.SecondReviewer)] = ApplicationState.Returned,
    };

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_move_of_every_role_in_every_state_does_what_the_list_says_and_nothing_else(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var author = await room.ActorAsync("author", null, Role.Clerk);
        var first = await room.ActorAsync("first", null, Role.FirstReviewer);
        var second = await room.ActorAsync("second", null, Role.SecondReviewer);
        var id = await room.DraftAsync(author);
        var tried = 0;
        foreach (var role in Enum.GetValues<Role>())
        {
            // Somebody with this one role who has had no hand in it yet.
            var somebody = await room.ActorAsync("r" + role, null, role);
            foreach (var state in Enum.GetValues<ApplicationState>())
            {
                foreach (var move in Enum.GetValues<ApplicationMove>())
                {
                    await PutAsync(room, id, state, author, first, second, somebody);
                    var refused = await room.MoveAsync(somebody, id, move);
                    var now = (await room.FindAsync(id)).State;
                    var isLegal = Legal.TryGetValue((state, move, role), out var to);
                    Assert.True(isLegal ? refused is null && now == to : refused is not null && now == state, $"{role} {move} in {state}: {refused ?? "done"}, now {now}");
                    tried++;
                }
            }
        }
        Assert.Equal(9 * 10 * 8, tried);
    }

    [Fact]
    public void The_pages_offer_exactly_the_legal_moves() =>
        Assert.Equal(
            Legal.Select(l => (l.Key.Item1, l.Key.Item2, l.Value)).OrderBy(l => l),
            ApplicationMoves.All.Select(m => (m.From, m.Move, m.To)).OrderBy(l => l));

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_takes_something_from_the_applicant_needs_a_reason(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var author = await room.ActorAsync("author", null, Role.Clerk);
        var first = await room.ActorAsync("first", null, Role.FirstReviewer);
        var second = await room.ActorAsync("second", null, Role.SecondReviewer);
        var appeal = await room.ActorAsync("appeal", null, Role.SecondReviewer);
        var id = await room.DraftAsync(author);
        Assert.Null(await room.MoveAsync(author, id, ApplicationMove.Submit, ""));
        foreach (var move in (ApplicationMove[])[ApplicationMove.Oppose, ApplicationMove.Return]) Assert.Contains("理由", await room.MoveAsync(first, id, move, " 无 "), StringComparison.Ordinal);
        Assert.Null(await room.MoveAsync(first, id, ApplicationMove.Support, ""));
        foreach (var move in (ApplicationMove[])[ApplicationMove.Reject, ApplicationMove.Return]) Assert.Contains("理由", await room.MoveAsync(second, id, move, ""), StringComparison.Ordinal);
        Assert.Null(await room.MoveAsync(second, id, ApplicationMove.Reject));
        Assert.Contains("理由", await room.MoveAsync(author, id, ApplicationMove.Appeal, ""), StringComparison.Ordinal);
        Assert.Null(await room.MoveAsync(author, id, ApplicationMove.Appeal));
        foreach (var move in (ApplicationMove[])[ApplicationMove.Uphold, ApplicationMove.Reopen]) Assert.Contains("理由", await room.MoveAsync(appeal, id, move, ""), StringComparison.Ordinal);
        Assert.Contains("500", await room.MoveAsync(appeal, id, ApplicationMove.Uphold, new string('长', 501)), StringComparison.Ordinal);
    }

    // The state as if the application had come there, past the desk: with the columns that the database asks for.
    private static async Task PutAsync(ApplicationRoom room, Guid id, ApplicationState state, Actor author, Actor first, Actor second, Actor somebody)
    {
        await using var db = room.Room.Everything();
        var application = await db.Set<Application>().SingleAsync(a => a.Id == id);
        var decided = state is ApplicationState.Approved or ApplicationState.Rejected or ApplicationState.Appealed or ApplicationState.Upheld;
        application.State = state;
        application.AuthorId = author.AccountId!.Value;
        application.FirstReviewerId = decided || state == ApplicationState.SecondReview ? first.AccountId : null;
        application.SecondReviewerId = decided ? second.AccountId : null;
        application.DecidedAt = decided ? room.Room.Clock.Now : null;
        application.AppealReviewerId = null;
        if (state == ApplicationState.Upheld) application.AppealReviewerId = somebody.AccountId;
        db.Set<ApplicationHand>().RemoveRange(await db.Set<ApplicationHand>().Where(h => h.ApplicationId == id && h.AccountId == somebody.AccountId).ToListAsync());
        await db.SaveChangesAsync();
    }
}
