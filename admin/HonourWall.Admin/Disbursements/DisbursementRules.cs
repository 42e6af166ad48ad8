using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements.Snapshots;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Releases;

namespace HonourWall.Admin.Disbursements;

/// <summary>The rules as cycles ask them: the release of the freeze, also when another one has come since.</summary>
public sealed class DisbursementRules(RuleReleases releases)
{
    public async Task<RuleBook> CurrentAsync(AdminDb db, CancellationToken cancel) => (await releases.CurrentAsync(db, cancel)).Book;

    /// <summary>For a freeze: puts the release that holds now into the cycle.</summary>
    public async Task<CandidateAssessor> TakeCurrentAsync(AdminDb db, Cycle cycle, CancellationToken cancel)
    {
        var (release, book) = await releases.CurrentAsync(db, cancel);
        var assessor = new CandidateAssessor(book);
        (cycle.ReleaseId, cycle.RulePack, cycle.RuleVersion) = (release.Id, assessor.PackOf(cycle)?.Id ?? "applications", assessor.PackOf(cycle)?.Version ?? book.Version);
        return assessor;
    }

    /// <summary>For a check of what was frozen.</summary>
    public async Task<CandidateAssessor> FrozenAsync(AdminDb db, Cycle cycle, CancellationToken cancel) =>
        new(cycle.ReleaseId is { } release ? await releases.BookAsync(db, release, cancel) : await CurrentAsync(db, cancel));
}
