using System.Collections.Immutable;
using HonourWall.Admin.Accounts;

namespace HonourWall.Admin.Applications;

/// <summary>One legal move: from where to where, by whom, in which position.</summary>
/// <param name="NeedsWords">It carries a reason.</param>
public sealed record LegalMove(ApplicationMove Move, ApplicationState From, ApplicationState To, Permission Permission, ApplicationPosition Position, bool NeedsWords);

/// <summary>The state machine of applications, as one table. What does not stand here cannot be done.</summary>
public static class ApplicationMoves
{
    public static ImmutableArray<LegalMove> All { get; } =
    [
        Clerk(ApplicationMove.Submit, ApplicationState.Draft, ApplicationState.FirstReview),
        Clerk(ApplicationMove.Submit, ApplicationState.Returned, ApplicationState.FirstReview),
        Clerk(ApplicationMove.Withdraw, ApplicationState.Draft, ApplicationState.Withdrawn),
        Clerk(ApplicationMove.Withdraw, ApplicationState.Returned, ApplicationState.Withdrawn),
        First(ApplicationMove.Support, ApplicationState.SecondReview, needsWords: false),
        First(ApplicationMove.Oppose, ApplicationState.SecondReview),
        First(ApplicationMove.Return, ApplicationState.Returned),
        Second(ApplicationMove.Approve, ApplicationState.Approved, needsWords: false),
        Second(ApplicationMove.Reject, ApplicationState.Rejected),
        Second(ApplicationMove.Return, ApplicationState.Returned),
        Clerk(ApplicationMove.Appeal, ApplicationState.Rejected, ApplicationState.Appealed, needsWords: true),
        Appeal(ApplicationMove.Uphold, ApplicationState.Upheld),
        Appeal(ApplicationMove.Reopen, ApplicationState.Returned),
    ];

    public static LegalMove? Find(ApplicationState from, ApplicationMove move) => All.FirstOrDefault(m => m.From == from && m.Move == move);

    private static LegalMove Clerk(ApplicationMove move, ApplicationState from, ApplicationState to, bool needsWords = false) =>
        new(move, from, to, Permission.ApplicationsWrite, ApplicationPosition.Author, needsWords);

    private static LegalMove First(ApplicationMove move, ApplicationState to, bool needsWords = true) =>
        new(move, ApplicationState.FirstReview, to, Permission.ApplicationsFirstReview, ApplicationPosition.FirstReviewer, needsWords);

    private static LegalMove Second(ApplicationMove move, ApplicationState to, bool needsWords = true) =>
        new(move, ApplicationState.SecondReview, to, Permission.ApplicationsSecondReview, ApplicationPosition.SecondReviewer, needsWords);

    // Decided by somebody who had no hand in what is appealed against.
    private static LegalMove Appeal(ApplicationMove move, ApplicationState to) =>
        new(move, ApplicationState.Appealed, to, Permission.ApplicationsSecondReview, ApplicationPosition.AppealReviewer, NeedsWords: true);
}
